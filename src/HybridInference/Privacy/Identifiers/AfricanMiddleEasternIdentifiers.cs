namespace HybridInference;

/// <summary>Identifiers of Israel and South Africa.</summary>
internal static class AfricanMiddleEasternIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("ZA_ID_NUMBER", IdentifierCategories.NationalId, 13, 13, IsSouthAfricanId)
        {
            Odds = 900,
            Forms = ["6_4_2_1", "6_4_3"],
            Cues = ["sa id", "id number", "identity number", "south african id", "rsa id", "id no", "identiteitsnommer"],
        },
        new("IL_ID", IdentifierCategories.NationalId, 9, 9, IsIsraeliId)
        {
            Forms = ["8-1"],
            Cues = ["teudat zehut", "תעודת זהות", "מספר זהות", "ת.ז", "israeli id", "mispar zehut"],
        },
        new("ZA_TAX", IdentifierCategories.TaxId, 10, 10, IsSouthAfricanTaxNumber) { Odds = 20, Cues = ["sars", "tax reference", "tax number", "income tax"] },
    ];

    /// <summary>South African id: a date, a serial, citizenship 0 to 2, an 8 or 9 since it tells no race any more, Luhn (Department of Home Affairs).</summary>
    public static bool IsSouthAfricanId(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 13) && compact[10] <= '2' && compact[11] is '8' or '9' && BirthDate.IsYearMonthDay(compact) && CheckDigits.IsLuhn(compact);

    /// <summary>Israeli id: Luhn over nine digits (Population and Immigration Authority).</summary>
    public static bool IsIsraeliId(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9) && !Compact.IsUniform(compact) && CheckDigits.IsLuhn(compact);

    /// <summary>South African tax reference: a first digit of 0 to 3 or 9, Luhn (SARS, external specification of modulus 10).</summary>
    public static bool IsSouthAfricanTaxNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 10) && compact[0] is <= '3' or '9' && !Compact.IsUniform(compact) && CheckDigits.IsLuhn(compact);
}
