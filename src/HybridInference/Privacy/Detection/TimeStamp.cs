namespace HybridInference;

/// <summary>The dates and times that logs have before each line. Their parts are nothing private where the whole is not.</summary>
internal static class TimeStamp
{
    private const int DateLength = 10;
    private const int SecondsOffset = 6;
    private const ulong FirstNine = (1UL << (SecondsOffset + 3)) - 1;

    /// <summary>"10:22:33".</summary>
    private const ulong TimeDigits = 0b1101_1011;
    private const ulong TimeColons = 0b0010_0100;

    /// <summary>How many characters of a date, or of a time up to its seconds, stand at a place; 0 where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place.</param>
    /// <param name="number">The digits from there on.</param>
    public static int Length(ReadOnlySpan<char> text, int start, in NumberWindow number)
    {
        if (number.HasDateGroups)
        {
            return text[start + 4] == '-' && text[start + 7] == '-' ? DateLength : 0;
        }

        bool isTime = (number.Digits & FirstNine) == TimeDigits && (number.Colons & FirstNine) == TimeColons;
        return isTime && (start == 0 || text[start - 1] == ' ') ? SecondsOffset : 0;
    }
}
