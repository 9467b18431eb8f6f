namespace HybridInference;

/// <summary>Tells numbers apart that are written like phone numbers but are not. Each looks at the first groups of a number.</summary>
internal static class PhoneLookAlikes
{
    private const int PostalCodeLength = 10;

    /// <summary>Tells whether groups are any of the other kinds of number.</summary>
    public static bool IsAny(in PhoneGroups groups, int count) =>
        IsDate(groups, count)
        || IsYearRange(groups, count)
        || IsHourRange(groups, count)
        || IsCardOrAccount(groups, count)
        || IsDecimal(groups, count)
        || IsIpAddressOrVersion(groups, count)
        || IsThousands(groups, count)
        || IsSocialSecurityNumber(groups, count)
        || IsIsbn(groups.Digits(count));

    /// <summary>A day, month and year with the year first or last, and perhaps an hour: "2010-04-16", "16.04.2010", "10/12/82".</summary>
    public static bool IsDate(in PhoneGroups groups, int count)
    {
        if (count is < 3 or > 4 || groups.Separator is not ('-' or '/' or '.'))
        {
            return false;
        }

        return IsDate(groups.Group(0), groups.Group(1), groups.Group(2)) || IsDate(groups.Group(2), groups.Group(1), groups.Group(0));
    }

    /// <summary>Two years: "2009/2010", "1990-1995".</summary>
    public static bool IsYearRange(in PhoneGroups groups, int count) => count == 2 && IsYear(groups.Group(0)) && IsYear(groups.Group(1));

    /// <summary>Two hours of a day with their minutes: "0700-1900".</summary>
    public static bool IsHourRange(in PhoneGroups groups, int count) =>
        count == 2 && groups.Separator is ('-' or '\u2013') && IsHour(groups.Group(0)) && IsHour(groups.Group(1));

    /// <summary>An hour of a day with its minutes: "0700".</summary>
    public static bool IsHour(ReadOnlySpan<char> group) => group.Length == 4 && Compact.Number(group[..2]) <= 24 && group[2] <= '5';

    /// <summary>Three or more groups of four digits, as cards and bank accounts have; not three with dashes of which the first begins with a trunk prefix.</summary>
    public static bool IsCardOrAccount(in PhoneGroups groups, int count) =>
        count >= 3 && !(groups is { Count: 3, Separator: '-' } && groups.Group(0) is ['0', not '0', ..]) && groups.Group(0).Length == 4 && groups.Group(1).Length == 4 && groups.Group(2).Length == 4;

    /// <summary>A number with a fraction, such as a latitude or an amount: "31.269161", "1234567.89".</summary>
    public static bool IsDecimal(in PhoneGroups groups, int count) => count == 2 && groups.Separator == '.';

    /// <summary>Four numbers up to 255, or any dotted groups of which one is short: "192.168.1.2", "10.0.10".</summary>
    public static bool IsIpAddressOrVersion(in PhoneGroups groups, int count)
    {
        if (groups.Separator != '.' || count < 3)
        {
            return false;
        }

        bool areBytes = count == 4;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<char> group = groups.Group(i);
            if (group.Length == 1)
            {
                return true;
            }

            areBytes &= group.Length <= 3 && Compact.Number(group) <= 255;
        }

        return areBytes;
    }

    /// <summary>An amount with dots between thousands: "896.954.231".</summary>
    public static bool IsThousands(in PhoneGroups groups, int count)
    {
        if (groups.Separator != '.' || count < 2 || groups.Group(0).Length > 3)
        {
            return false;
        }

        for (int i = 1; i < count; i++)
        {
            if (groups.Group(i).Length != 3)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Three, two and four digits: the groups of a United States social security number.</summary>
    public static bool IsSocialSecurityNumber(in PhoneGroups groups, int count) =>
        count == 3 && groups.Group(0).Length == 3 && groups.Group(1).Length == 2 && groups.Group(2).Length == 4;

    /// <summary>Thirteen digits that start with 978 or 979 and pass the check of EAN-13 (ISO 2108).</summary>
    public static bool IsIsbn(ReadOnlySpan<char> digits) =>
        digits.Length == 13 && (digits.StartsWith("978") || digits.StartsWith("979")) && CheckDigits.IsEan13(digits);

    /// <summary>The letters of a state before nine digits in two groups: "MA 02110-1301".</summary>
    /// <remarks>Publication 28 of the United States Postal Service, "Postal Addressing Standards".</remarks>
    public static bool IsPostalCode(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, start - 4)..start], rest = text[start..];
        return before is [' ' or ',' or '\n', >= 'A' and <= 'Z', >= 'A' and <= 'Z', ' ']
            && rest.Length >= PostalCodeLength && Compact.IsDigits(rest[..5], 5) && rest[5] == '-' && Compact.IsDigits(rest[6..PostalCodeLength], 4)
            && (rest.Length == PostalCodeLength || !char.IsAsciiDigit(rest[PostalCodeLength]));
    }

    /// <summary>Text before a number that makes it an amount: a currency sign, perhaps with a space.</summary>
    public static bool IsMoney(ReadOnlySpan<char> before)
    {
        ReadOnlySpan<char> trimmed = before.TrimEnd(' ');
        return !trimmed.IsEmpty && char.GetUnicodeCategory(trimmed[^1]) == System.Globalization.UnicodeCategory.CurrencySymbol;
    }

    private static bool IsDate(ReadOnlySpan<char> year, ReadOnlySpan<char> second, ReadOnlySpan<char> third)
    {
        if (second.Length > 2 || third.Length > 2 || !(IsYear(year) || year.Length == 2))
        {
            return false;
        }

        (int one, int other) = (Compact.Number(second), Compact.Number(third));
        return one is >= 1 and <= 31 && other is >= 1 and <= 31 && Math.Min(one, other) <= 12;
    }

    private static bool IsYear(ReadOnlySpan<char> group) => group.Length == 4 && Compact.Number(group) is >= 1800 and <= 2100;
}
