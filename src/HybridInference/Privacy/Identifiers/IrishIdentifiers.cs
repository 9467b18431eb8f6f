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
}
