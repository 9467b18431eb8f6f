namespace HybridInference;

/// <summary>Matches numbers of accounts, documents and registers that a word beside them names.</summary>
internal static class NumberDocumentMatcher
{
    private const double Score = 0.55;

    public static bool TryMatch(in NumberRun number, in CueWindow cues, out PiiMatch match)
    {
        match = default;
        for (int group = number.GroupCount - 1; group >= 0; group--)
        {
            DocumentKind? kind = number.CanEndAfter(group) ? DocumentKind.Find(cues, number.DigitsUpTo(group)) : null;
            if (kind is not null && !IsOther(number, group) && number.Before is not ('$' or '.' or '+' or '/'))
            {
                match = number.Match(kind.Category, group, Score);
                return true;
            }
        }

        return false;
    }

    private static bool IsOther(in NumberRun number, int last) =>
        IsDate(number, last) || IsFraction(number, last) || number.Text[..number.Start].EndsWith(MixedDocumentMatcher.Weakness, StringComparison.OrdinalIgnoreCase);

    private static bool IsDate(in NumberRun number, int last) =>
        IsYearAndMonth(number, last) || IsWholeDate(number, last) || IsHourRange(number, last) || YearRange.IsAtStart(number.Text[number.Start..]);

    /// <summary>"1.302015", an amount or a version.</summary>
    private static bool IsFraction(in NumberRun number, int last) => last == 1 && number.SeparatorAfter(0) == '.';

    /// <summary>"2024-03", perhaps with a day and hour that end it no number.</summary>
    private static bool IsYearAndMonth(in NumberRun number, int last) =>
        last == 1 && number.LengthOf(0) == 4 && number.LengthOf(1) == 2 && number.Digits[..2] is "19" or "20";

    private static bool IsWholeDate(in NumberRun number, int last) =>
        last == 2 && number.DigitsUpTo(2) is >= 6 and <= 8 && (number.LengthOf(0) == 4 || number.LengthOf(2) == 4 || number.LengthOf(0) <= 2 && number.LengthOf(2) == 2);

    /// <summary>"0700-1900", a shift.</summary>
    private static bool IsHourRange(in NumberRun number, int last) =>
        last == 1 && number.SeparatorAfter(0) == '-' && number.LengthOf(0) == 4 && number.LengthOf(1) == 4
        && PhoneLookAlikes.IsHour(number.Digits[..4]) && PhoneLookAlikes.IsHour(number.Digits[4..8]);
}
