namespace HybridInference;

/// <summary>A word that stands near the identifiers of some schemes.</summary>
/// <param name="Word">The word.</param>
/// <param name="Schemes">The schemes.</param>
internal sealed record SchemeCue(string Word, SchemeSet Schemes)
{
    /// <summary>Longer words may have any ending.</summary>
    private const int LongestWholeWord = 4;

    /// <summary>Whether the word stands at a place, at the start of a word.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int start) =>
        text[start..].StartsWith(Word, StringComparison.OrdinalIgnoreCase) && BeginsWord(text, start) && EndsWord(text, start + Word.Length);

    private static bool BeginsWord(ReadOnlySpan<char> text, int start) =>
        start == 0 || !char.IsAsciiLetter(text[start - 1]) || !char.IsAsciiLetter(text[start]);

    private bool EndsWord(ReadOnlySpan<char> text, int end) =>
        Word.Length > LongestWholeWord || end >= text.Length || !char.IsAsciiLetter(text[end]);
}
