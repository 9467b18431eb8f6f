namespace HybridInference;

/// <summary>A word that names a kind of data.</summary>
/// <param name="Cue">The kind.</param>
/// <param name="Word">The word.</param>
/// <param name="IsPrefix">Whether the word may go on.</param>
internal sealed record CueEntry(Cue Cue, string Word, bool IsPrefix)
{
    /// <summary>Chinese, Japanese and Korean have no spaces between words.</summary>
    private const char CjkStart = '\u2E80';

    /// <summary>Whether the word stands at a place, by itself. "userPhone" and "user_phone" count as two words.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int start) =>
        text[start..].StartsWith(Word, StringComparison.OrdinalIgnoreCase) && BeginsWord(text, start) && EndsWord(text, start + Word.Length);

    private static bool BeginsWord(ReadOnlySpan<char> text, int start) =>
        start == 0 || !IsLetter(text[start]) || !IsLetter(text[start - 1]) || (char.IsUpper(text[start]) && char.IsLower(text[start - 1]));

    private bool EndsWord(ReadOnlySpan<char> text, int end) =>
        IsPrefix || end >= text.Length || !IsLetter(text[end]) || !IsLetter(text[end - 1]) || (char.IsUpper(text[end]) && char.IsLower(text[end - 1]));

    private static bool IsLetter(char character) => character < CjkStart && char.IsLetter(character);
}
