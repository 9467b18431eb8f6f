namespace HybridInference;

/// <summary>Identifiers of Australia.</summary>
internal static class AustralianIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("AU_TFN", IdentifierCategories.TaxId, 8, 9, IsTaxFileNumber)
        {
            Odds = 11,
            Forms = ["3_3_3", "2_3_3"],
            Cues = ["tfn", "tax file", "tax file number"],
        },
        new("AU_ABN", IdentifierCategories.OrgId, 11, 11, IsBusinessNumber)
        {
            Odds = 89,
            Forms = ["2_3_3_3"],
            Cues = ["abn", "australian business number", "business number"],
        },
        new("AU_ACN", IdentifierCategories.OrgId, 9, 9, IsCompanyNumber)
        {
            Forms = ["3_3_3"],
            Cues = ["acn", "australian company number", "company number"],
        },
        new("AU_MEDICARE", IdentifierCategories.MedicalId, 10, 11, IsMedicareNumber)
        {
            Odds = 20,
            Forms = ["4_5_1", "4_5_1_1"],
            Cues = ["medicare", "medicare number", "medicare card"],
        },
        new("AU_IHI", IdentifierCategories.MedicalId, 16, 16, IsHealthIdentifier)
        {
            Odds = 10_000_000,
            Forms = ["4_4_4_4"],
            Cues = ["ihi", "healthcare identifier", "health identifier"],
        },
    ];

    /// <summary>Tax file number: weights 1, 4, 3, 7, 5, 8, 6, 9, 10, or 10, 7, 8, 4, 6, 3, 5, 1 for eight digits, modulo 11 (ATO).</summary>
    public static bool IsTaxFileNumber(ReadOnlySpan<char> compact)
    {
        if (Compact.IsUniform(compact) || compact.StartsWith("000"))
        {
            return false;
        }

        return (Compact.IsDigits(compact, 9) && CheckDigits.WeightedSum(compact, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0)
            || (Compact.IsDigits(compact, 8) && CheckDigits.WeightedSum(compact, [10, 7, 8, 4, 6, 3, 5, 1]) % 11 == 0);
    }

    /// <summary>Business number: one off the first digit, weights 10, 1, 3 to 19, modulo 89 (Australian Business Register).</summary>
    public static bool IsBusinessNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11)
        && compact[0] != '0'
        && (CheckDigits.WeightedSum(compact, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0;

    /// <summary>Company number: weights 8 to 1, complement to ten (ASIC, "Australian Company Number digit check").</summary>
    public static bool IsCompanyNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9)
        && !Compact.IsUniform(compact)
        && CheckDigits.Complement10(CheckDigits.WeightedSum(compact, [8, 7, 6, 5, 4, 3, 2, 1])) == compact[8] - '0';

    /// <summary>Medicare number: weights 1, 3, 7, 9 in turn, modulo 10 in ninth place; then issue and, perhaps, person (Services Australia).</summary>
    public static bool IsMedicareNumber(ReadOnlySpan<char> compact) =>
        (Compact.IsDigits(compact, 10) || Compact.IsDigits(compact, 11))
        && compact[0] is >= '2' and <= '6'
        && CheckDigits.WeightedSum(compact, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 == compact[8] - '0';

    /// <summary>Individual healthcare identifier: 800360 and Luhn (Services Australia, Healthcare Identifiers Service).</summary>
    public static bool IsHealthIdentifier(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 16) && compact.StartsWith("800360") && CheckDigits.IsLuhn(compact);
}
