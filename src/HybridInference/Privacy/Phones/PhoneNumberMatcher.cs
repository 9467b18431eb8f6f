using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Matches a phone number from its first character: a plus sign, an opening parenthesis or a digit.</summary>
/// <remarks>
/// Says only how the number is written; what stands around it, and so the score, is the caller's. Only numbers in international form
/// are checked against a country's numbering plan.
/// </remarks>
internal static class PhoneNumberMatcher
{
    private const int MinDigits = 7;

    /// <summary>A calling code of two digits and the shortest national number behind it.</summary>
    private const int FewestDigits = 6;
    private const int MaxNationalDigits = 15;
    private const int MaxTrunkPrefixedDigits = 12;
    private const int MaxSingleDigits = 3;

    /// <summary>Matches a number that starts at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The position.</param>
    /// <param name="match">How long the number is and how it is written.</param>
    /// <returns><see langword="true"/> when it can be a phone number.</returns>
    [SkipLocalsInit]
    public static bool TryParse(ReadOnlySpan<char> text, int start, out PhoneMatch match)
    {
        match = default;
        if (!PhoneBoundaries.IsStart(text, start))
        {
            return false;
        }

        var groups = new PhoneGroups(stackalloc char[PhoneGroups.MaxDigits + DigitRun.Slack], stackalloc int[PhoneGroups.MaxGroups + 1], stackalloc int[PhoneGroups.MaxGroups]);
        groups.Read(text, start);
        return groups.Digits(groups.Count).Length >= FewestDigits && TryMatch(text, start, groups, out match);
    }

    private static bool TryMatch(ReadOnlySpan<char> text, int start, in PhoneGroups groups, out PhoneMatch match)
    {
        match = default;
        int fewest = !groups.HasPlus && PhoneLookAlikes.IsCardOrAccount(groups, groups.Count) ? groups.Count : 1;
        for (int count = groups.Count; count >= fewest && count > 0; count--)
        {
            if (TryClassify(groups, count, out PhoneShape shape, out int callingCode)
                && (count == groups.Count || shape < PhoneShape.Grouped)
                && TryEnd(text, groups.EndOf(count), shape, out int end))
            {
                bool hasExtension = end > groups.EndOf(count);
                match = new PhoneMatch(end - start, shape, callingCode, groups.Digits(count).Length, count > 1, hasExtension);
                return true;
            }
        }

        return false;
    }

    /// <summary>The number ends with its extension, where one follows, or else at a boundary.</summary>
    private static bool TryEnd(ReadOnlySpan<char> text, int position, PhoneShape shape, out int end)
    {
        end = PhoneExtension.End(text, position);
        return end > position || PhoneBoundaries.IsEnd(text, position, isBeforeComma: shape < PhoneShape.Grouped);
    }

    private static bool TryClassify(in PhoneGroups groups, int count, out PhoneShape shape, out int callingCode)
    {
        ReadOnlySpan<char> digits = groups.Digits(count);
        shape = PhoneShape.International;
        if (groups.HasPlus)
        {
            return IsInternational(digits, out callingCode);
        }

        if (IsDialledAbroad(digits, out callingCode))
        {
            return true;
        }

        callingCode = 0;
        shape = NationalShape(groups, count);
        return digits.Length is >= MinDigits and <= MaxNationalDigits && !Compact.IsUniform(digits) && !PhoneLookAlikes.IsAny(groups, count);
    }

    /// <summary>Tells whether digits are a calling code and a national number, with or without the country's trunk prefix 0.</summary>
    private static bool IsInternational(ReadOnlySpan<char> digits, out int callingCode)
    {
        if (!CallingCodes.TryFind(digits, out callingCode, out int length) || digits.Length > MaxNationalDigits + 1)
        {
            return false;
        }

        ReadOnlySpan<char> national = digits[length..];
        return CallingCodes.IsLength(callingCode, national.Length)
            || (national.StartsWith("0") && CallingCodes.IsLength(callingCode, national.Length - 1));
    }

    /// <summary>Tells whether digits start with an international prefix: 00 in most countries, 011 in North America, 0011 in Australia.</summary>
    private static bool IsDialledAbroad(ReadOnlySpan<char> digits, out int callingCode)
    {
        callingCode = 0;
        if (digits.StartsWith("0011") && IsInternational(digits[4..], out callingCode))
        {
            return true;
        }

        int prefix = digits.StartsWith("00") ? 2 : digits.StartsWith("011") ? 3 : 0;
        return prefix > 0 && digits.Length >= prefix + MinDigits + 1 && IsInternational(digits[prefix..], out callingCode);
    }

    private static PhoneShape NationalShape(in PhoneGroups groups, int count)
    {
        ReadOnlySpan<char> digits = groups.Digits(count);
        if (IsNorthAmerican(groups, count))
        {
            return PhoneShape.NorthAmerican;
        }

        bool hasTrunkPrefix = digits.StartsWith("0") && !digits.StartsWith("00") && digits.Length is >= 8 and <= MaxTrunkPrefixedDigits && groups.SingleDigits(count) <= MaxSingleDigits;
        return hasTrunkPrefix || HasTellingGroups(groups, count) ? PhoneShape.TrunkPrefixed : count > 1 ? PhoneShape.Grouped : PhoneShape.Bare;
    }

    /// <summary>Tells whether groups are those of phone numbers only: "532 123 45 67" (with dashes it may be a Polish tax number), "8 912 345-67-89", "(11) 91234-5678".</summary>
    private static bool HasTellingGroups(in PhoneGroups groups, int count) =>
        (groups.Separator == ' ' && groups.HaveLengths(count, [3, 3, 2, 2]) && TurkishNumber.IsValid(groups.Digits(count)))
        || (groups.Group(0) is "8" && groups.HaveLengths(count, [1, 3, 3, 2, 2]))
        || (groups.IsAreaInParentheses && (groups.HaveLengths(count, [2, 4, 4]) || groups.HaveLengths(count, [2, 5, 4])));

    /// <summary>Tells whether groups end with three, three and four digits, or three and seven, and a 1 alone may precede.</summary>
    private static bool IsNorthAmerican(in PhoneGroups groups, int count)
    {
        ReadOnlySpan<char> digits = groups.Digits(count);
        bool hasOne = digits.Length == 11 && digits[0] == '1';
        int first = hasOne && groups.Group(0).Length == 1 ? 1 : 0;
        int rest = count - first;
        return rest is 2 or 3
            && NorthAmericanNumber.IsValid(hasOne ? digits[1..] : digits)
            && groups.Group(first).Length == (hasOne && first == 0 ? 4 : 3)
            && groups.Group(count - 1).Length is 4 or 7;
    }
}
