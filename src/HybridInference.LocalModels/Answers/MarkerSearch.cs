using System.Buffers;

namespace HybridInference.LocalModels;

/// <summary>Finds markers in a text that is still growing: the first, and of several at one place the longest. Thread-safe.</summary>
internal sealed class MarkerSearch
{
    private readonly IReadOnlyList<AnswerMarker> _markers;
    private readonly SearchValues<char> _firstCharacters;

    public MarkerSearch(IEnumerable<AnswerMarker> markers)
    {
        _markers = [.. markers];
        _firstCharacters = SearchValues.Create([.. _markers.Select(marker => marker.Text[0])]);
    }

    /// <summary>Gets whether a text has no marker, not even the beginning of one.</summary>
    public bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAny(_firstCharacters);

    /// <summary>Finds the first marker, or the place at the end where one may have begun.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="isLast">Whether no more text comes.</param>
    public MarkerMatch Find(ReadOnlySpan<char> text, bool isLast)
    {
        int start = 0;
        while (text[start..].IndexOfAny(_firstCharacters) is >= 0 and int offset)
        {
            start += offset;
            if (IsUndecidedAt(text[start..], isLast))
            {
                return new MarkerMatch(start, null);
            }

            if (FindAt(text[start..]) is { } marker)
            {
                return new MarkerMatch(start, marker);
            }

            start++;
        }

        return new MarkerMatch(text.Length, null);
    }

    /// <summary>Gets the longest marker that a text begins with.</summary>
    public AnswerMarker? FindAt(ReadOnlySpan<char> text)
    {
        AnswerMarker? longest = null;
        foreach (AnswerMarker marker in _markers)
        {
            if (marker.Text.Length > (longest?.Text.Length ?? 0) && text.StartsWith(marker.Text))
            {
                longest = marker;
            }
        }

        return longest;
    }

    /// <summary>Gets whether more text may make a marker, or a longer one, of what a text is.</summary>
    public bool IsUndecidedAt(ReadOnlySpan<char> text, bool isLast)
    {
        foreach (AnswerMarker marker in _markers)
        {
            if (!isLast && marker.Text.Length > text.Length && marker.Text.AsSpan().StartsWith(text))
            {
                return true;
            }
        }

        return false;
    }
}
