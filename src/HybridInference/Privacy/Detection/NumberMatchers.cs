using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Asks, for a digit, every matcher of numbers and takes the best answer.</summary>
internal static class NumberMatchers
{
    /// <summary>The kinds that a number has by the word beside it.</summary>
    private const Cue Named = Cue.Phone | Cue.BirthDate | DocumentKind.Cues;

    /// <summary>Whether a number can be looked for at a place: digits that are no later group of another number, enough of them, or a date with a written month.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayMatch(ReadOnlySpan<char> text, int start, int before, in NumberWindow number) =>
        (IsLongEnough(before, number) || NumberShape.MayBeWrittenDate(text, start, number)) && !IsInsideNumber(text, start);

    /// <param name="text">The text.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="number">The digits from there on.</param>
    /// <param name="trail">The words around.</param>
    /// <param name="match">The best answer.</param>
    public static bool TryMatch(ReadOnlySpan<char> text, int start, in NumberWindow number, CueTrail trail, out PiiMatch match)
    {
        match = default;
        return (MayBeWrittenDate(text, start, number, trail) && WrittenBirthDateMatcher.TryMatch(text, start, trail, out match))
            || (IsLongEnough(CharacterTraits.At(text, start - 1), number) && MayMatchNumber(text, start, number, trail, out bool isDateStamp) && TryMatchNumber(text, start, isDateStamp, trail, out match));
    }

    /// <summary>Whether digits are not part of a word, and enough for the shortest number.</summary>
    private static bool IsLongEnough(int before, in NumberWindow number) =>
        number.Connected >= NumberRun.MinDigits && (before & CharacterTraits.Word) == 0;

    private static bool MayBeWrittenDate(ReadOnlySpan<char> text, int start, in NumberWindow number, CueTrail trail) =>
        NumberShape.MayBeWrittenDate(text, start, number)
            && trail.HasWordsAround(text, start - WrittenBirthDateMatcher.MaxBefore, start + WrittenBirthDateMatcher.MaxLength, Cue.BirthDate);

    /// <summary>Whether a number has so many digits that no word need name it, or is written so, or else has such a word beside it.</summary>
    private static bool MayMatchNumber(ReadOnlySpan<char> text, int start, in NumberWindow number, CueTrail trail, out bool isDateStamp)
    {
        isDateStamp = NumberShape.IsDateStamp(text, start, number);
        bool isTelling = !isDateStamp && (HasTellingDigits(text, start, number) || IsBehindPhoneSign(text, start) || IsAlone(text, start, number.NumberLength));
        return isTelling || trail.HasWordsAround(text, start, start + number.NumberLength, isDateStamp ? Named & ~Cue.Phone : Named);
    }

    private static bool HasTellingDigits(ReadOnlySpan<char> text, int start, in NumberWindow number) =>
        text[start] == '0' || (number.Connected >= SocialSecurityMatcher.Digits && NumberShape.HasTellingGroups(number));

    private static bool IsBehindPhoneSign(ReadOnlySpan<char> text, int start) => start > 0 && text[start - 1] is '+' or '(';

    private static bool IsAlone(ReadOnlySpan<char> text, int start, int length) => start < CueWindow.AloneMargin && text.Length - start - length < CueWindow.AloneMargin;

    /// <summary>Whether no word beside a date and time, of which <see cref="TimeStamp.IsWhole"/> is true, says that it is more.</summary>
    public static bool IsOnlyTimeStamp(ReadOnlySpan<char> text, int start, in NumberWindow number, CueTrail trail) =>
        NumberShape.IsDate(text[start..])
            && !(start > 0 && text[start - 1] == '(')
            && !(start > 1 && char.IsAsciiLetterUpper(text[start - 2]))
            && !trail.HasSchemesAround(text, start, start + TimeStamp.WholeLength + IdentifierRun.MaxWritten)
            && !trail.HasWordsAround(text, start, start + number.NumberLength, Named & ~Cue.Phone);

    /// <summary>Asks the matchers of hardware addresses and of addresses of the Internet Protocol.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="before">The traits of the character before.</param>
    /// <param name="match">The answer.</param>
    public static bool TryMatchAddress(ReadOnlySpan<char> text, int start, int before, out PiiMatch match) =>
        (before & CharacterTraits.Address) == 0 && IpAddressMatcher.TryReadPlain(text, start, out uint address, out int end)
            ? IpAddressMatcher.TryMatchPlain(text, start, end, address, out match)
            : MacAddressMatcher.TryMatch(text, start, out match) || IpAddressMatcher.TryMatch(text, start, out match);

    /// <summary>A later group of a number in one piece: the first group was looked at with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInsideNumber(ReadOnlySpan<char> text, int start) =>
        start > 1 && text[start - 1] is '-' or '/' && char.IsAsciiDigit(text[start - 2]);

    [SkipLocalsInit]
    private static bool TryMatchNumber(ReadOnlySpan<char> text, int start, bool isDateStamp, CueTrail trail, out PiiMatch match)
    {
        match = default;
        var number = new NumberRun(text, start, stackalloc char[NumberRun.MaxDigits + DigitRun.Slack]);
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

        if (cues.Names(Cue.BirthDate))
        {
            Keep(BirthDateMatcher.TryMatch(number, cues, out PiiMatch birth), birth, ref match);
        }

        if (cues.Names(DocumentKind.Cues))
        {
            Keep(NumberDocumentMatcher.TryMatch(number, cues, out PiiMatch document), document, ref match);
        }
    }

    private static void Keep(bool isFound, in PiiMatch found, ref PiiMatch best)
    {
        if (isFound && found.Score > best.Score)
        {
            best = found;
        }
    }
}
