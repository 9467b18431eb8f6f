namespace HybridInference;

/// <summary>Asks, for a digit, every matcher of numbers and takes the best answer.</summary>
internal static class NumberMatchers
{
    public static bool TryMatch(ReadOnlySpan<char> text, int start, out PiiMatch match)
    {
        if (MacAddressMatcher.TryMatch(text, start, out match) || IpAddressMatcher.TryMatch(text, start, out match))
        {
            return true;
        }

        match = default;
        var number = new NumberRun(text, start, stackalloc char[NumberRun.MaxDigits]);
        PhoneNumberText phone = PhoneNumberText.Read(text, start);
        if (number.IsInsideWord || Math.Max(number.DigitCount, phone.Digits) < NumberRun.MinDigits)
        {
            return false;
        }

        var cues = new CueWindow(text, phone.Start, Math.Max(number.End, phone.End));
        Keep(CardNumberMatcher.TryMatch(number, cues, out PiiMatch found), found, ref match);
        Keep(SocialSecurityMatcher.TryMatch(number, cues, out found), found, ref match);
        Keep(BirthDateMatcher.TryMatch(number, cues, out found), found, ref match);
        Keep(NumberDocumentMatcher.TryMatch(number, cues, out found), found, ref match);
        Keep(PhoneMatcher.TryMatch(number, phone, cues, out found), found, ref match);
        return match.Length > 0;
    }

    private static void Keep(bool isFound, PiiMatch found, ref PiiMatch best)
    {
        if (isFound && found.Score > best.Score)
        {
            best = found;
        }
    }
}
