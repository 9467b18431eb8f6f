namespace HybridInference;

/// <summary>The dates and times that logs have before each line. Their parts are nothing private where the whole is not.</summary>
internal static class TimeStamp
{
    private const int DateLength = 10;
    private const int SecondsOffset = 6;
    private const ulong FirstEleven = (1UL << (DateLength + 1)) - 1;
    private const ulong FirstNine = (1UL << (SecondsOffset + 3)) - 1;

    /// <summary>"2024-03-17": four digits, two and two.</summary>
    private const ulong DateDigits = 0b11_0110_1111;

    /// <summary>"10:22:33".</summary>
    private const ulong TimeDigits = 0b1101_1011;
    private const ulong TimeColons = 0b0010_0100;

    /// <summary>How many characters of a date, or of a time up to its seconds, stand at the start of a window; 0 where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place.</param>
    /// <param name="window">The text from there on.</param>
    public static int Length(ReadOnlySpan<char> text, int start, in TextWindow window)
    {
        ulong digits = window[CharacterKind.Digit];
        if ((digits & FirstEleven) == DateDigits)
        {
            return text[start + 4] == '-' && text[start + 7] == '-' ? DateLength : 0;
        }

        bool isTime = (digits & FirstNine) == TimeDigits && (window[CharacterKind.Colon] & FirstNine) == TimeColons;
        return isTime && (start == 0 || text[start - 1] == ' ') ? SecondsOffset : 0;
    }
}
