namespace HybridInference;

/// <summary>Checks the date of birth inside an identifier.</summary>
internal static class BirthDate
{
    /// <summary>Tells whether a day exists in the Gregorian calendar.</summary>
    public static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>Tells whether a day exists in a year of which the century is not known.</summary>
    public static bool ExistsInSomeCentury(int yearOfCentury, int month, int day) => Exists(2000 + yearOfCentury, month, day);

    /// <summary>Tells whether six digits are year, month and day.</summary>
    public static bool IsYearMonthDay(ReadOnlySpan<char> digits) =>
        ExistsInSomeCentury(Compact.Number(digits[..2]), Compact.Number(digits[2..4]), Compact.Number(digits[4..6]));

    /// <summary>Tells whether six digits are day, month and year.</summary>
    public static bool IsDayMonthYear(ReadOnlySpan<char> digits) =>
        ExistsInSomeCentury(Compact.Number(digits[4..6]), Compact.Number(digits[2..4]), Compact.Number(digits[..2]));

    /// <summary>Tells whether eight digits are a year from 1850 to 2100, month and day.</summary>
    public static bool IsFullYearMonthDay(ReadOnlySpan<char> digits)
    {
        int year = Compact.Number(digits[..4]);
        return year is >= 1850 and <= 2100 && Exists(year, Compact.Number(digits[4..6]), Compact.Number(digits[6..8]));
    }
}
