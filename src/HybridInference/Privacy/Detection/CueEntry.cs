namespace HybridInference;

/// <summary>A word that names a kind of data: a piece of a list, so that it takes no memory of its own.</summary>
/// <param name="Cue">The kind.</param>
/// <param name="List">The words of the kind.</param>
/// <param name="Start">Where the word starts in the list.</param>
/// <param name="Length">The length of the word.</param>
/// <param name="IsPrefix">Whether the word may go on.</param>
internal readonly record struct CueEntry(Cue Cue, string List, ushort Start, byte Length, bool IsPrefix)
{
    /// <summary>Chinese, Japanese and Korean have no spaces between words.</summary>
    private const char CjkStart = '\u2E80';

    /// <summary>The word.</summary>
    public ReadOnlySpan<char> Word => List.AsSpan(Start, Length);

    /// <summary>Reads a list of words with '|' between; a '*' behind a word allows any ending.</summary>
    public static IEnumerable<CueEntry> ReadAll(Cue cue, string list)
    {
        int end;
        for (int start = 0; start < list.Length; start = end + 1)
        {
            end = list.IndexOf('|', start);
            end = end < 0 ? list.Length : end;
            bool isPrefix = list[end - 1] == '*';
            yield return new CueEntry(cue, list, (ushort)start, (byte)(end - start - (isPrefix ? 1 : 0)), isPrefix);
        }
    }

    /// <summary>Whether the word stands at a place, by itself. "userPhone" and "user_phone" count as two words.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int start) =>
        text[start..].StartsWith(Word, StringComparison.OrdinalIgnoreCase) && IsByItself(text, start);

    /// <summary>Whether the word, which stands at a place, stands there by itself.</summary>
    public bool IsByItself(ReadOnlySpan<char> text, int start) => BeginsWord(text, start) && EndsWord(text, start + Length);

    private static bool BeginsWord(ReadOnlySpan<char> text, int start) =>
        start == 0 || !IsLetter(text[start]) || !IsLetter(text[start - 1]) || (char.IsUpper(text[start]) && char.IsLower(text[start - 1]));

    private bool EndsWord(ReadOnlySpan<char> text, int end) =>
        IsPrefix || end >= text.Length || !IsLetter(text[end]) || !IsLetter(text[end - 1]) || (char.IsUpper(text[end]) && char.IsLower(text[end - 1]));

    private static bool IsLetter(char character) => character < CjkStart && char.IsLetter(character);
}
