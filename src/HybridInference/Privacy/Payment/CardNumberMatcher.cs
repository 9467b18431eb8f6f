namespace HybridInference;

/// <summary>Matches a payment card number: 12 to 19 digits of a known issuer, valid by Luhn, or named by a word before.</summary>
/// <remarks>Lengths and check digit: ISO/IEC 7812-1.</remarks>
internal static class CardNumberMatcher
{
    /// <summary>The least number of digits of a card.</summary>
    public const int MinDigits = 12;

    private const int CodeLength = 4;
    private const int CodesOfATable = 2;

    private const double ValidScore = 0.85;
    private const double AloneScore = 0.35;
    private const double CuedScore = 0.6;
    private const double NamedScore = 0.95;

    public static bool TryMatch(in NumberRun number, in CueWindow cues, out PiiMatch match)
    {
        match = default;
        if (number.Before is '.' or '+')
        {
            return false;
        }

        bool isNamed = cues.Names(Cue.Card);
        for (int group = number.GroupCount - 1; group >= 0; group--)
        {
            double score = Score(number, group, isNamed, cues.IsAlone);
            if (score > 0 && number.CanEndAfter(group))
            {
                match = number.Match(PiiCategories.CreditCard, group, score);
                return true;
            }
        }

        return false;
    }

    private static double Score(in NumberRun number, int group, bool isNamed, bool isAlone)
    {
        ReadOnlySpan<char> digits = number.Digits[..number.DigitsUpTo(group)];
        if (digits.Length is < MinDigits or > 19 || !HasGroupsOfACard(number, group))
        {
            return 0;
        }

        bool isKnown = CardIssuers.IsKnown(digits);
        bool isValid = CheckDigits.IsLuhn(digits) && digits.ContainsAnyExcept(digits[0]);
        if (isKnown && isValid)
        {
            return isNamed ? NamedScore : StandsInATable(number, group) ? 0 : UnnamedScore(digits, isAlone);
        }

        return isNamed && IsLikely(digits, isValid) ? CuedScore : 0;
    }

    /// <summary>Twelve digits, or fifteen from 1 on as airlines use, are too common to be a card among other text.</summary>
    private static double UnnamedScore(ReadOnlySpan<char> digits, bool isAlone)
    {
        bool isCommon = digits.Length == 12 || digits[0] == '1';
        return !isCommon ? ValidScore : isAlone && digits[0] == '1' ? AloneScore : 0;
    }

    /// <summary>Two groups beside it that are as long and have letters: a table of hexadecimal codes, of which one in ten is valid by chance.</summary>
    private static bool StandsInATable(in NumberRun number, int last) =>
        last > 0 && CodesBefore(number.Text[..number.Start]) + CodesAfter(number.Text[number.EndOf(last)..]) >= CodesOfATable;

    private static int CodesBefore(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (; count < CodesOfATable && text.Length > CodeLength && text[^1] == ' ' && IsCode(text[^(CodeLength + 1)..^1]); count++)
        {
            text = text[..^(CodeLength + 1)];
        }

        return count;
    }

    private static int CodesAfter(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (; count < CodesOfATable && text.Length > CodeLength && text[0] == ' ' && IsCode(text[1..(CodeLength + 1)]); count++)
        {
            text = text[(CodeLength + 1)..];
        }

        return count;
    }

    private static bool IsCode(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(CharacterSets.Hexadecimal) && text.ContainsAnyInRange('0', '9') && text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Fourteen digits or fewer that fail the check are as often a time as a card.</summary>
    private static bool IsLikely(ReadOnlySpan<char> digits, bool isValid) => isValid || digits.Length is 15 or 16;

    /// <summary>Groups of a card have the same separator, spaces or dashes, and four to six digits; the last may be shorter.</summary>
    private static bool HasGroupsOfACard(in NumberRun number, int last)
    {
        for (int group = 0; group < last; group++)
        {
            if (number.LengthOf(group) is < 4 or > 7 || number.SeparatorAfter(group) is not (' ' or '-'))
            {
                return false;
            }
        }

        return last == 0 || number.LengthOf(last) is >= 2 and <= 7;
    }
}
