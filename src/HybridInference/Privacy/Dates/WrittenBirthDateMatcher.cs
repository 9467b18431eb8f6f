namespace HybridInference;

/// <summary>Matches a date with the name or sign of its month beside a word for birth, from its first digit: "8 May 1979", "May 8th, 1979", "1979年5月8日".</summary>
internal static class WrittenBirthDateMatcher
{
    /// <summary>The most characters of a date that stand before its first digit.</summary>
    public const int MaxBefore = MaxWordLength + 1;

    /// <summary>The most characters of a date from its first digit on.</summary>
    public const int MaxLength = 64;

    private const double Score = 0.85;
    private const int MaxWordLength = 14;

    private static readonly string[] Suffixes = ["st", "nd", "rd", "th", "er", "º", "."];
    private static readonly string[] Connectors = ["of ", "de ", "den "];

    public static bool TryMatch(ReadOnlySpan<char> text, int start, CueTrail trail, out PiiMatch match)
    {
        match = default;
        int eastAsian = EastAsianDate.EndOf(text, start);
        if (eastAsian > 0)
        {
            match = new PiiMatch(PiiCategories.DateOfBirth, start, eastAsian - start, Score);
            return trail.Around(text, start, eastAsian).Names(Cue.BirthDate);
        }

        int day = EndOfDigits(text, start, 2);
        if (day >= text.Length || !(text[day] is ' ' or ',' or '-' or '.' || char.IsLetter(text[day])))
        {
            return false;
        }

        int position = AfterSuffix(text, day);
        if (position >= text.Length || char.IsAsciiDigit(text[position]))
        {
            return false;
        }

        int end = EndOfYear(text, position);
        int first = end > 0 ? StartOfMonthBefore(text, start) : start;
        end = first < start ? end : EndOfMonthAndYear(text, position);
        match = new PiiMatch(PiiCategories.DateOfBirth, first, Math.Max(0, end - first), Score);
        return end > 0 && trail.Around(text, first, end).Names(Cue.BirthDate);
    }

    private static int AfterSuffix(ReadOnlySpan<char> text, int position)
    {
        if (text[position] is ' ' or ',' or '-')
        {
            return position;
        }

        foreach (string suffix in Suffixes)
        {
            if (text[position..].StartsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return position + suffix.Length;
            }
        }

        return position;
    }

    /// <summary>The year is looked for first: most words after a number have none behind them.</summary>
    private static int EndOfMonthAndYear(ReadOnlySpan<char> text, int position)
    {
        position += text[position] is ' ' or '-' ? 1 : 0;
        position = AfterConnector(text, position);
        int end = position;
        while (end < text.Length && end - position < MaxWordLength && char.IsLetter(text[end]))
        {
            end++;
        }

        int year = end > position ? EndOfYear(text, end) : 0;
        return year > 0 && MonthNames.Contains(text[position..end]) ? year : 0;
    }

    private static int AfterConnector(ReadOnlySpan<char> text, int position)
    {
        foreach (string connector in Connectors)
        {
            if (text[position..].StartsWith(connector, StringComparison.OrdinalIgnoreCase))
            {
                return position + connector.Length;
            }
        }

        return position;
    }

    /// <returns>Where the month before the day starts, or the day itself.</returns>
    private static int StartOfMonthBefore(ReadOnlySpan<char> text, int day)
    {
        int end = day - 1;
        int start = Math.Max(0, end);
        while (start > 0 && end - start < MaxWordLength && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return start < end && text[end] is ' ' or '-' && MonthNames.Contains(text[start..end]) ? start : day;
    }

    /// <returns>The end of the year, or 0 where there is none.</returns>
    private static int EndOfYear(ReadOnlySpan<char> text, int position)
    {
        ReadOnlySpan<char> rest = text[position..Math.Min(text.Length, position + MaxWordLength)];
        int gap = Math.Max(0, rest.IndexOfAnyExcept(" ,.-"));
        int start = AfterConnector(text, position + gap);
        int end = EndOfDigits(text, start, 4);
        bool isYear = end - start == 4 && text[start] is '1' or '2' && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]));
        return isYear ? end : 0;
    }

    private static int EndOfDigits(ReadOnlySpan<char> text, int start, int most)
    {
        int end = start;
        while (end < text.Length && end - start < most && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end;
    }
}
