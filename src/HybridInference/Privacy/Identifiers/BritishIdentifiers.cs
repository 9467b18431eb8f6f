namespace HybridInference;

/// <summary>Identifiers of the United Kingdom.</summary>
internal static class BritishIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("UK_NHS", IdentifierCategories.MedicalId, 10, 10, IsNhsNumber)
        {
            Odds = 11,
            Forms = ["3_3_4"],
            Cues = ["nhs", "national health service", "health service number", "patient number"],
        },
        new("UK_CHI", IdentifierCategories.MedicalId, 10, 10, IsHealthIndexNumber)
        {
            Odds = 300,
            Forms = ["6_4"],
            Cues = ["chi number", "chi no", "community health index"],
        },
        new("UK_NINO", IdentifierCategories.NationalId, 8, 9, IsNationalInsuranceNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["national insurance", "nino", "ni number", "ni no", "insurance number"],
        },
        new("UK_UTR", IdentifierCategories.TaxId, 10, 10, IsTaxpayerReference)
        {
            Odds = 11,
            Forms = ["5_5"],
            Cues = ["utr", "taxpayer reference", "tax reference", "self assessment"],
        },
        new("UK_VAT", IdentifierCategories.TaxId, 9, 14, IsVatNumber)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Odds = 48,
            Cues = ["vat", "vat number", "vat no", "vat reg"],
        },
    ];

    /// <summary>NHS number: weights 10 to 2, complement to eleven (NHS Data Dictionary, "NHS Number").</summary>
    public static bool IsNhsNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 10) && !Compact.IsUniform(compact) && CheckDigits.WeightedSum(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;

    /// <summary>Scottish health number: the date of birth, and the check of the NHS number (NHS Scotland, Community Health Index).</summary>
    public static bool IsHealthIndexNumber(ReadOnlySpan<char> compact) => IsNhsNumber(compact) && BirthDate.IsDayMonthYear(compact);

    /// <summary>National Insurance number: prefix letters and suffix A to D (HMRC manual NIM39110).</summary>
    public static bool IsNationalInsuranceNumber(ReadOnlySpan<char> compact)
    {
        bool hasShape = Compact.HasShape(compact, "aadddddd") || (Compact.HasShape(compact, "aadddddda") && Compact.IsOneOf(compact[8], "ABCD"));
        return hasShape
            && !Compact.IsOneOf(compact[0], "DFIQUV")
            && !Compact.IsOneOf(compact[1], "DFIOQUV")
            && !IsUnusedPrefix(Compact.Upper(compact[0]), Compact.Upper(compact[1]));
    }

    /// <summary>Unique Taxpayer Reference: the first digit checks the others (HMRC, modulus 11 check of UTRs).</summary>
    public static bool IsTaxpayerReference(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 10)
        && !Compact.IsUniform(compact)
        && "21987654321"[CheckDigits.WeightedSum(compact[1..], [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] == compact[0];

    /// <summary>VAT number: weights 8 to 2, complement to 97, or to 97 less 55 since 2010 (HMRC VAT modulus check).</summary>
    public static bool IsVatNumber(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = compact.StartsWith("GB", StringComparison.OrdinalIgnoreCase) ? compact[2..] : compact;
        if (!(Compact.IsDigits(digits, 9) || Compact.IsDigits(digits, 12)) || Compact.IsUniform(digits[..9]))
        {
            return false;
        }

        int sum = CheckDigits.WeightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1]);
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }

    private static bool IsUnusedPrefix(char first, char second) =>
        (first, second) is ('B', 'G') or ('G', 'B') or ('K', 'N') or ('N', 'K') or ('N', 'T') or ('T', 'N') or ('Z', 'Z');
}
