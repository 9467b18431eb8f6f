namespace HybridInference;

/// <summary>Matches a date after a word for birth. A date alone is nobody's.</summary>
internal static class BirthDateMatcher
{
    private const double Score = 0.85;

    public static bool TryMatch(in NumberRun number, in CueWindow cues, out PiiMatch match)
    {
        match = default;
        if (number.GroupCount == 1 && IsCompact(number))
        {
            match = number.Match(PiiCategories.DateOfBirth, 0, Score);
            return true;
        }

        if (!cues.Names(Cue.BirthDate) || number.GroupCount < 3 || !number.CanEndAfter(2))
        {
            return false;
        }

        match = number.Match(PiiCategories.DateOfBirth, 2, Score);
        return IsDate(number);
    }

    /// <summary>"19790506" (ISO 8601-1, basic format).</summary>
    private static bool IsCompact(in NumberRun number) =>
        number.DigitCount == 8 && number.CanEndAfter(0) && IsYear(Compact.Number(number.Digits[..4]))
        && IsDayAndMonth(Compact.Number(number.Digits[6..]), Compact.Number(number.Digits[4..6])) && Compact.Number(number.Digits[4..6]) <= 12;

    private static bool IsDate(in NumberRun number)
    {
        int first = Value(number, 0);
        int second = Value(number, 1);
        int third = Value(number, 2);
        return number.LengthOf(0) == 4
            ? IsYear(first) && IsDayAndMonth(second, third)
            : number.LengthOf(2) is 2 or 4 && (number.LengthOf(2) == 2 || IsYear(third)) && IsDayAndMonth(first, second);
    }

    private static int Value(in NumberRun number, int group)
    {
        int length = Math.Min(number.LengthOf(group), 4);
        return int.Parse(number.Digits.Slice(number.DigitsUpTo(group) - number.LengthOf(group), length), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool IsYear(int year) => year is >= 1880 and <= 2100;

    private static bool IsDayAndMonth(int first, int second) => first is > 0 and <= 31 && second is > 0 and <= 31 && (first <= 12 || second <= 12);
}
