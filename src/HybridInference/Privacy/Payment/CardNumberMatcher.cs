namespace HybridInference;

/// <summary>Matches a payment card number: 12 to 19 digits of a known issuer, valid by Luhn, or named by a word before.</summary>
/// <remarks>Lengths and check digit: ISO/IEC 7812-1.</remarks>
internal static class CardNumberMatcher
{
    /// <summary>The least number of digits of a card.</summary>
    public const int MinDigits = 12;

    private const double ValidScore = 0.85;
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
            double score = Score(number, group, isNamed);
            if (score > 0 && number.CanEndAfter(group))
            {
                match = number.Match(PiiCategories.CreditCard, group, score);
                return true;
            }
        }

        return false;
    }

    private static double Score(in NumberRun number, int group, bool isNamed)
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
            return isNamed ? NamedScore : UnnamedScore(digits);
        }

        return isNamed && IsLikely(digits, isKnown || isValid) ? CuedScore : 0;
    }

    /// <summary>Twelve digits are too common to be a card by themselves.</summary>
    private static double UnnamedScore(ReadOnlySpan<char> digits) => digits.Length > 12 ? ValidScore : 0;

    private static bool IsLikely(ReadOnlySpan<char> digits, bool isKnownOrValid) => isKnownOrValid || digits.Length is 15 or 16;

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
