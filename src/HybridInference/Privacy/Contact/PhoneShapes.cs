namespace HybridInference;

/// <summary>The ways in which national telephone numbers are written.</summary>
internal static class PhoneShapes
{
    /// <summary>Three, three and four digits, with or without parentheses; neither of the first two groups begins with 0 or 1.</summary>
    public static bool IsNorthAmerican(NumberRun number, PhoneNumberText written)
    {
        ReadOnlySpan<char> text = number.Text[written.Start..written.End];
        bool hasParentheses = text[0] == '(' && text.Length >= 13 && text[4] == ')';
        if (hasParentheses)
        {
            return written.Digits >= 10 && text[1] >= '2';
        }

        int first = number.GroupCount > 3 && number.LengthOf(0) == 1 ? 1 : 0;
        return number.GroupCount >= first + 3 && HasGroups(number, first) && number.SeparatorAfter(first) is '-' or '.'
            && number.Digits[number.DigitsUpTo(first) - 3] >= '2';
    }

    private static bool HasGroups(NumberRun number, int first) =>
        number.LengthOf(first) == 3 && number.LengthOf(first + 1) == 3 && number.LengthOf(first + 2) == 4
        && number.SeparatorAfter(first) == number.SeparatorAfter(first + 1);

    /// <summary>A number that begins with the trunk prefix, by itself.</summary>
    public static bool IsNational(NumberRun number) => number.Digits[0] == '0' && number.DigitCount is >= 9 and <= 14;
}
