namespace HybridInference;

/// <summary>The dates and times that logs have before each line. Their parts are nothing private where the whole is not.</summary>
internal static class TimeStamp
{
    /// <summary>"2024-03-17 10:22:33.123".</summary>
    public const int WholeLength = DateLength + 1 + TimeLength;

    private const int DateLength = 10;
    private const int TimeLength = 12;
    private const int SecondsOffset = 6;
    private const int FractionOffset = 9;

    private const ulong FirstOfDate = (1UL << DateLength) - 1;
    private const ulong FirstOfSeconds = (1UL << (SecondsOffset + 3)) - 1;
    private const ulong FirstOfWhole = (1UL << WholeLength) - 1;

    private const ulong DateDigits = 0b11_0110_1111;
    private const ulong DateDashes = ~DateDigits & FirstOfDate;
    private const ulong SecondsDigits = 0b1101_1011;
    private const ulong TimeColons = 0b0010_0100;
    private const ulong TimeDigits = (0b111UL << FractionOffset) | SecondsDigits;
    private const ulong WholeDigits = DateDigits | (TimeDigits << (DateLength + 1));
    private const ulong WholeColons = TimeColons << (DateLength + 1);
    private const ulong WholeDots = 1UL << (DateLength + FractionOffset);

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

        bool isTime = (number.Digits & FirstOfSeconds) == SecondsDigits && (number.Colons & FirstOfSeconds) == TimeColons;
        return isTime && (start == 0 || text[start - 1] == ' ') ? SecondsOffset : 0;
    }

    /// <summary>Whether a date and a time with its thousandths stand at a place, behind white space or a bracket, and no other number can go on behind them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place.</param>
    /// <param name="before">The traits of the character before.</param>
    /// <param name="number">The digits from there on.</param>
    public static bool IsWhole(ReadOnlySpan<char> text, int start, int before, in NumberWindow number) =>
        number.HasDateGroups
            && (number.Digits & FirstOfWhole) == WholeDigits
            && ((number.Dashes & FirstOfWhole) ^ DateDashes | (number.Colons & FirstOfWhole) ^ WholeColons | (number.Dots & FirstOfWhole) ^ WholeDots) == 0
            && (before & CharacterTraits.Plain) != 0
            && text[start + DateLength] == ' '
            && IsEnd(text, start + WholeLength);

    /// <summary>The end of a line or field, or a space and a word or bracket.</summary>
    private static bool IsEnd(ReadOnlySpan<char> text, int end) =>
        (CharacterTraits.At(text, end) & CharacterTraits.Closing) != 0 || text[end..] is [' ', (>= 'a' and <= 'z') or '[' or '"', ..];
}
