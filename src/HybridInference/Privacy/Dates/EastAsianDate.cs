namespace HybridInference;

/// <summary>Reads a date as China, Japan and Korea write it: digits, each with the sign for year, month and day behind, perhaps spaces between.</summary>
/// <remarks>Unicode CLDR, Gregorian calendar, long date formats of zh, ja and ko.</remarks>
internal static class EastAsianDate
{
    private const string Years = "年년";
    private const string Months = "月월";
    private const string Days = "日号일";
    private const int YearLength = 4;
    private const int PartLength = 8;

    /// <summary>Returns the end of the date that starts at a place, or 0 where there is none.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int start)
    {
        int sign = start + YearLength;
        sign += sign < text.Length && text[sign] == ' ' ? 1 : 0;
        return sign < text.Length && Years.Contains(text[sign]) && EndOfPart(text, start, YearLength, YearLength, Years) > 0 ? EndOfDay(text, sign + 1) : 0;
    }

    private static int EndOfDay(ReadOnlySpan<char> text, int start)
    {
        int month = EndOfPart(text, start, 1, 2, Months);
        return month == 0 ? 0 : EndOfPart(text, month, 1, 2, Days);
    }

    /// <returns>The end of the sign behind the digits, or 0.</returns>
    private static int EndOfPart(ReadOnlySpan<char> text, int start, int least, int most, string signs)
    {
        int end = Math.Min(text.Length, start + PartLength);
        ReadOnlySpan<char> part = text[start..end].TrimStart(' ');
        int length = part.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> behind = length >= least && length <= most ? part[length..].TrimStart(' ') : [];
        return !behind.IsEmpty && signs.Contains(behind[0]) ? end - behind.Length + 1 : 0;
    }
}
