namespace HybridInference;

/// <summary>Goes through the words of a text: runs of letters, digits, marks, apostrophes and dashes inside.</summary>
internal static class TextWords
{
    private const int MaxGap = 3;
    private const int MaxLength = 40;

    /// <summary>Finds the next word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="start">Where the word starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    public static bool Next(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        start = from;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        end = start;
        while (end < text.Length && (IsWord(text[end]) || IsInner(text, end)))
        {
            end++;
        }

        return start < text.Length;
    }

    /// <summary>The word that ends at or before a position; empty where none begins within a bounded distance.</summary>
    public static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, int position, out int start)
    {
        int end = position;
        while (end > 0 && end > position - MaxGap && !IsWord(text[end - 1]))
        {
            end--;
        }

        start = end;
        while (start > 0 && end - start < MaxLength && (IsWord(text[start - 1]) || (start < end && IsInner(text, start - 1))))
        {
            start--;
        }

        return text[start..end];
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static bool IsInner(ReadOnlySpan<char> text, int position) =>
        text[position] is '-' or '\'' or '\u2019' && position > 0 && position + 1 < text.Length && char.IsLetterOrDigit(text[position - 1]) && char.IsLetterOrDigit(text[position + 1]);
}
