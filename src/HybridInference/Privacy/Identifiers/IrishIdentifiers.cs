namespace HybridInference;

/// <summary>Identifiers of Ireland.</summary>
internal static class IrishIdentifiers
{
    private const string Letters = "WABCDEFGHIJKLMNOPQRSTUV";

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("IE_PPS", IdentifierCategories.NationalId, 8, 9, IsPpsNumber)
        {
            HasLetters = true,
            Cues = ["pps", "ppsn", "pps number", "personal public service", "rsi"],
        },
        new("IE_VAT", IdentifierCategories.TaxId, 10, 11, IsVatNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["vat", "vat number", "vat no", "tax"],
        },
    ];

    /// <summary>PPS number: weights 8 to 2, nine times the place of a second letter, modulo 23 (Department of Social Protection).</summary>
    public static bool IsPpsNumber(ReadOnlySpan<char> compact)
    {
        bool hasSecond = Compact.HasShape(compact, "dddddddaa") && Compact.IsOneOf(compact[8], "ABCDEFGHIWT");
        if (!hasSecond && !Compact.HasShape(compact, "ddddddda"))
        {
            return false;
        }

        int second = hasSecond && !Compact.IsOneOf(compact[8], "WT") ? Compact.Value(compact[8]) - 9 : 0;
        int sum = CheckDigits.WeightedSum(compact, [8, 7, 6, 5, 4, 3, 2]) + (9 * second);
        return Letters[sum % 23] == Compact.Upper(compact[7]);
    }

    /// <summary>VAT number: IE and the form of a PPS number (Revenue, VIES).</summary>
    public static bool IsVatNumber(ReadOnlySpan<char> compact) =>
        compact.StartsWith("IE", StringComparison.OrdinalIgnoreCase) && IsPpsNumber(compact[2..]);
}
