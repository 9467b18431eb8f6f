namespace HybridInference;

/// <summary>Up to where a text that is still growing can be looked at. By default everywhere: the text is complete.</summary>
/// <param name="IsGrowing">Whether more of the text will come.</param>
internal readonly record struct ScanHorizon(bool IsGrowing)
{
    /// <summary>How many characters after a place decide what stands there, unless it is one of the longer values.</summary>
    public const int Lookahead = 768;

    /// <summary>The length from which a value is not waited for.</summary>
    public const int LongestValue = 16_384;

    private const int KeyLineLength = 64;

    /// <summary>Whether what stands at a place may go on in the text that has not come yet.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="place">The place.</param>
    /// <param name="map">The kinds of its characters.</param>
    /// <param name="stop">The first place that must be looked at again.</param>
    public bool IsBefore(ReadOnlySpan<char> text, int place, CharacterMap map, out int stop)
    {
        int horizon = text.Length - Lookahead;
        stop = Math.Min(place, horizon);
        return IsGrowing && (place > horizon || (place > text.Length - LongestValue && GoesOn(text, place, map, horizon)));
    }

    private static bool GoesOn(ReadOnlySpan<char> text, int place, CharacterMap map, int horizon) =>
        map.EndOf(text, CharacterKind.Token, place) > horizon || EndOfArmour(text, place) > horizon || EndOfKeyLines(text, place) > horizon;

    /// <summary>Where the block that begins at a dash ends, or the end of the text while its end line is not there.</summary>
    private static int EndOfArmour(ReadOnlySpan<char> text, int place)
    {
        if (!text[place..].StartsWith(PrivateKeyMatcher.Begin, StringComparison.Ordinal))
        {
            return place;
        }

        int end = text[place..].IndexOf(PrivateKeyMatcher.End, StringComparison.Ordinal);
        return end < 0 ? text.Length : place + end;
    }

    /// <summary>Where the lines of a key without its header end: Base64 and white space.</summary>
    private static int EndOfKeyLines(ReadOnlySpan<char> text, int place)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, place - KeyLineLength)..place];
        int start = place - before.Length + before.LastIndexOfAnyExcept(CharacterSets.Base64) + 1;
        int length = text[start..].IndexOfAnyExcept(CharacterSets.Base64);
        if (length >= 0 && length < KeyLineLength)
        {
            return place;
        }

        int end = text[start..].IndexOfAnyExcept(CharacterSets.Base64Lines);
        return end < 0 ? text.Length : start + end;
    }
}
