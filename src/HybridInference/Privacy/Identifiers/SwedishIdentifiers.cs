namespace HybridInference;

/// <summary>Identifiers of Sweden.</summary>
internal static class SwedishIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("SE_PERSONNUMMER", IdentifierCategories.NationalId, 10, 12, IsPersonalNumber)
        {
            Odds = 250,
            Forms = ["6-4", "6+4", "8-4"],
            Cues = ["personnummer", "personnr", "pnr", "samordningsnummer", "födelsenummer", "identity number", "personal number"],
        },
        new("SE_ORGANISATIONSNUMMER", IdentifierCategories.OrgId, 10, 12, IsOrganisationNumber)
        {
            Odds = 13,
            Forms = ["6-4"],
            Cues = ["organisationsnummer", "orgnr", "org.nr", "org nr", "org.-nr", "organisation number", "organization number", "företag", "bolag", "aktiebolag"],
        },
    ];

    /// <summary>Personal number: a date (60 added to the day of a coordination number), Luhn over ten digits (Skatteverket, SKV 704).</summary>
    public static bool IsPersonalNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 10) && !Compact.IsDigits(compact, 12))
        {
            return false;
        }

        ReadOnlySpan<char> digits = compact[^10..];
        int day = Compact.Number(digits[4..6]);
        int year = Compact.Number(digits[..2]);
        int month = Compact.Number(digits[2..4]);
        day = day > 60 ? day - 60 : day;
        bool isDate = compact.Length == 10
            ? BirthDate.ExistsInSomeCentury(year, month, day)
            : compact[..2] is "18" or "19" or "20" && BirthDate.Exists((Compact.Number(compact[..2]) * 100) + year, month, day);
        return isDate && CheckDigits.IsLuhn(digits);
    }

    /// <summary>Organisation number: a third digit of two or more, Luhn; 16 may precede it (Skatteverket, SKV 709).</summary>
    public static bool IsOrganisationNumber(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = compact.Length == 12 && compact.StartsWith("16") ? compact[2..] : compact;
        return Compact.IsDigits(digits, 10) && digits[0] != '0' && digits[2] >= '2' && CheckDigits.IsLuhn(digits);
    }
}
