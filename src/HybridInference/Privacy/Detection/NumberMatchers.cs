namespace HybridInference;

/// <summary>Asks, for a digit, every matcher of numbers and takes the best answer.</summary>
internal static class NumberMatchers
{
    /// <param name="text">The text.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="window">The text from there on.</param>
    /// <param name="trail">The words around.</param>
    /// <param name="match">The best answer.</param>
    public static bool TryMatch(ReadOnlySpan<char> text, int start, in TextWindow window, CueTrail trail, out PiiMatch match)
    {
        match = default;
        return !IsInsideNumber(text, start)
            && ((NumberShape.MayBeDay(text, start, window) && WrittenBirthDateMatcher.TryMatch(text, start, trail, out match))
                || (NumberShape.HasEnoughDigits(window) && TryMatchNumber(text, start, trail, out match)));
    }

    /// <summary>Asks the matchers of hardware addresses and of addresses of the Internet Protocol.</summary>
    public static bool TryMatchAddress(ReadOnlySpan<char> text, int start, out PiiMatch match) =>
        MacAddressMatcher.TryMatch(text, start, out match) || IpAddressMatcher.TryMatch(text, start, out match);

    /// <summary>A later group of a number in one piece: the first group was looked at with it.</summary>
    public static bool IsInsideNumber(ReadOnlySpan<char> text, int start) =>
        start > 1 && text[start - 1] is '-' or '/' && char.IsAsciiDigit(text[start - 2]);

    private static bool TryMatchNumber(ReadOnlySpan<char> text, int start, CueTrail trail, out PiiMatch match)
    {
        match = default;
        bool isDateStamp = NumberShape.IsDateStamp(text, start);
        if (isDateStamp && !trail.HasWordsAround(text, start, start + NumberShape.DateStampLength))
        {
            return false;
        }

        var number = new NumberRun(text, start, stackalloc char[NumberRun.MaxDigits]);
        int phoneStart = start;
        PhoneMatch phone = default;
        bool isPhone = !isDateStamp && PhoneMatcher.TryParse(text, start, out phoneStart, out phone);
        if (number.IsInsideWord || (!isPhone && number.DigitCount < NumberRun.MinDigits))
        {
            return false;
        }

        CueWindow cues = trail.Around(text, isPhone ? phoneStart : start, Math.Max(number.End, isPhone ? phoneStart + phone.Length : start));
        MatchNumber(number, cues, ref match);
        if (isPhone)
        {
            Keep(true, new PiiMatch(PiiCategories.Phone, phoneStart, phone.Length, PhoneMatcher.Score(phone, number, cues)), ref match);
        }

        return match.Length > 0;
    }

    /// <summary>Asks the matchers of the kinds that the number of digits and the words beside it leave open.</summary>
    private static void MatchNumber(in NumberRun number, in CueWindow cues, ref PiiMatch match)
    {
        if (number.DigitCount >= CardNumberMatcher.MinDigits)
        {
            Keep(CardNumberMatcher.TryMatch(number, cues, out PiiMatch card), card, ref match);
        }

        if (number.DigitCount >= SocialSecurityMatcher.Digits)
        {
            Keep(SocialSecurityMatcher.TryMatch(number, cues, out PiiMatch social), social, ref match);
        }

        if (!cues.NamesNothing)
        {
            Keep(BirthDateMatcher.TryMatch(number, cues, out PiiMatch birth), birth, ref match);
            Keep(NumberDocumentMatcher.TryMatch(number, cues, out PiiMatch document), document, ref match);
        }
    }

    private static void Keep(bool isFound, PiiMatch found, ref PiiMatch best)
    {
        if (isFound && found.Score > best.Score)
        {
            best = found;
        }
    }
}
