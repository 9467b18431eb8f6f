namespace HybridInference;

/// <summary>Tells dates and times from other numbers by how they are written.</summary>
internal static class DateShape
{
    public static bool IsDateOrTime(in NumberRun number) =>
        number.GroupCount == 2 ? IsRangeOfYears(number) : number.GroupCount >= 3 && HasOneSeparator(number) && IsDate(number);

    /// <summary>"1979-2011".</summary>
    private static bool IsRangeOfYears(in NumberRun number) =>
        number.LengthOf(0) == 4 && number.LengthOf(1) == 4 && IsYear(number.Digits[..4]) && IsYear(number.Digits[4..8]);

    private static bool HasOneSeparator(in NumberRun number) =>
        number.SeparatorAfter(0) == number.SeparatorAfter(1) && number.SeparatorAfter(0) != ' ';

    private static bool IsDate(in NumberRun number)
    {
        int first = number.LengthOf(0);
        int third = number.LengthOf(2);
        bool isYearFirst = first == 4 && third <= 2 && IsYear(number.Digits[..4]);
        bool isYearLast = first <= 2 && (third == 4 || (third == 2 && number.GroupCount == 3));
        return number.LengthOf(1) <= 2 && (isYearFirst || isYearLast);
    }

    private static bool IsYear(ReadOnlySpan<char> digits) => digits[..2] is "18" or "19" or "20";
}
