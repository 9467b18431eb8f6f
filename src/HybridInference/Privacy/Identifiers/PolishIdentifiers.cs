namespace HybridInference;

/// <summary>Identifiers of Poland.</summary>
internal static class PolishIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("PL_PESEL", IdentifierCategories.NationalId, 11, 11, IsPesel)
        {
            Odds = 140,
            Cues = ["pesel", "nr ewidencyjny", "numer ewidencyjny", "identity number"],
        },
        new("PL_NIP", IdentifierCategories.TaxId, 10, 12, IsNip)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Odds = 11,
            Cues = ["nip", "numer identyfikacji podatkowej", "podatnik", "podatkowy", "vat", "tax"],
        },
        new("PL_REGON", IdentifierCategories.OrgId, 9, 14, IsRegon) { Cues = ["regon", "rejestr gospodarki"] },
        new("PL_ID_CARD", IdentifierCategories.NationalId, 9, 9, IsIdCard)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            Cues = ["dowód", "dowod", "dowodu", "dowodem", "dowodzie", "seria i numer", "identity card", "id card"],
        },
    ];

    /// <summary>PESEL: weights 1, 3, 7, 9 in turn, modulo 10; the month holds the century (Ustawa o ewidencji ludności, art. 15).</summary>
    public static bool IsPesel(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 11))
        {
            return false;
        }

        int month = Compact.Number(compact[2..4]);
        int century = (month / 20) switch { 0 => 1900, 1 => 2000, 2 => 2100, 3 => 2200, _ => 1800 };
        return BirthDate.Exists(century + Compact.Number(compact[..2]), month % 20, Compact.Number(compact[4..6]))
            && CheckDigits.WeightedSum(compact, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0;
    }

    /// <summary>NIP: weights 6, 5, 7, 2, 3, 4, 5, 6, 7, modulo 11 (Ustawa o NIP; rozporządzenie MF).</summary>
    public static bool IsNip(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = Compact.HasShape(compact, "PLdddddddddd") ? compact[2..] : compact;
        return Compact.IsDigits(digits, 10)
            && !Compact.IsUniform(digits)
            && CheckDigits.WeightedSum(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9] - '0';
    }

    /// <summary>REGON of nine digits, or of fourteen with those first; modulo 11, ten written as 0 (Główny Urząd Statystyczny).</summary>
    public static bool IsRegon(ReadOnlySpan<char> compact)
    {
        bool isLong = Compact.IsDigits(compact, 14);
        if ((!isLong && !Compact.IsDigits(compact, 9)) || Compact.IsUniform(compact))
        {
            return false;
        }

        bool isShortValid = CheckDigits.WeightedSum(compact, [8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == compact[8] - '0';
        return isShortValid
            && (!isLong || CheckDigits.WeightedSum(compact, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10 == compact[13] - '0');
    }

    /// <summary>Identity card: weights 7, 3, 1 over all but the check digit in fourth place (ICAO Doc 9303-3).</summary>
    public static bool IsIdCard(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "aaadddddd")
        && (CheckDigits.WeightedSum(compact, [7, 3, 1]) + CheckDigits.WeightedSum(compact[4..], [7, 3, 1, 7, 3])) % 10 == compact[3] - '0';
}
