namespace HybridInference;

/// <summary>Matches social security numbers and individual taxpayer numbers of the United States.</summary>
/// <remarks>Ranges: Social Security Administration, POMS RM 10201.030; IRS Publication 1915 for the fourth and fifth digit of taxpayer numbers.</remarks>
internal static class SocialSecurityMatcher
{
    /// <summary>The number of digits.</summary>
    public const int Digits = 9;

    private const double DashedScore = 0.8;
    private const double UnissuedScore = 0.42;
    private const double NamedUnissuedScore = 0.6;
    private const double NamedScore = 0.95;

    /// <summary>The number that stands in most examples, and in forms of people who would not give theirs.</summary>
    private const string Sample = "123456789";

    public static bool TryMatch(in NumberRun number, in CueWindow cues, out PiiMatch match)
    {
        match = default;
        int last = LastGroup(number);
        if (last < 0 || !number.CanEndAfter(last) || number.Before is '-' or '.' or '/' or '+' or '$')
        {
            return false;
        }

        ReadOnlySpan<char> digits = number.Digits[..Digits];
        bool isTaxpayer = IsTaxpayerNumber(digits) && (cues.Names(Cue.TaxId) || !cues.Names(Cue.SocialSecurity));
        double score = Score(number, last, cues, isTaxpayer);
        bool isNamed = score == NamedScore;
        match = number.Match(isTaxpayer && isNamed ? PiiCategories.TaxId : PiiCategories.UsSsn, last, score);
        return score > 0;
    }

    private static double Score(in NumberRun number, int last, in CueWindow cues, bool isTaxpayer)
    {
        bool isNamed = cues.Names(Cue.SocialSecurity) || (isTaxpayer && cues.Names(Cue.TaxId));
        if (isNamed)
        {
            return IsSample(number.Digits[..Digits]) ? 0 : NamedScore;
        }

        bool isIssued = IsIssued(number.Digits[..Digits]);
        return cues.Names(Cue.Other) ? 0 : DashedScoreOf(number, last, isIssued, cues);
    }

    /// <summary>The three groups with dashes are American, so a word for any number of a person names them.</summary>
    private static double DashedScoreOf(NumberRun number, int last, bool isIssued, CueWindow cues)
    {
        if (last != 2 || !IsDashed(number))
        {
            return 0;
        }

        double unissued = cues.Names(Cue.NationalId) ? NamedUnissuedScore : UnissuedScore;
        return isIssued ? DashedScore : number.Digits[0] == '9' || number.Digits[..Digits] is Sample ? unissued : 0;
    }

    /// <summary>Zeros and runs are nobody's, whatever stands before them.</summary>
    private static bool IsSample(ReadOnlySpan<char> digits) => !digits.ContainsAnyExcept(digits[0]) || digits[5..] is "0000" || digits[..3] is "000";

    private static bool IsDashed(in NumberRun number) => number.SeparatorAfter(0) == '-' && number.SeparatorAfter(1) == '-';

    /// <summary>Returns the group that ends the number when it is nine digits, or three, two and four.</summary>
    private static int LastGroup(in NumberRun number)
    {
        if (number.LengthOf(0) == Digits)
        {
            return 0;
        }

        bool isGrouped = number.GroupCount >= 3 && number.LengthOf(0) == 3 && number.LengthOf(1) == 2 && number.LengthOf(2) == 4;
        return isGrouped && number.SeparatorAfter(2) is not '-' and not '/' && number.SeparatorAfter(0) != '/' ? 2 : -1;
    }

    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        bool isOpen = digits[0] != '9' && digits[..3] is not "000" and not "666" && digits[3..5] is not "00" && digits[5..] is not "0000";
        return isOpen && digits.ContainsAnyExcept(digits[0]) && digits is not Sample;
    }

    private static bool IsTaxpayerNumber(ReadOnlySpan<char> digits)
    {
        int group = ((digits[3] - '0') * 10) + digits[4] - '0';
        return digits[0] == '9' && group is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or >= 94;
    }
}
