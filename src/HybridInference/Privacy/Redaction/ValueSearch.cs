using System.Buffers;

namespace HybridInference;

/// <summary>Finds known values in text, in either case; where several start at one place, the longest.</summary>
/// <remarks>Thread-safe: it holds the values that were known when it was made.</remarks>
internal sealed class ValueSearch
{
    private readonly Dictionary<string, ValueForm>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly Dictionary<string, ValueForm>.AlternateLookup<ReadOnlySpan<char>> _anyCase;
    private readonly SearchValues<string> _starts;
    private readonly int[] _lengths;

    public ValueSearch(Dictionary<string, ValueForm> exact, Dictionary<string, ValueForm> anyCase)
    {
        _exact = exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _anyCase = anyCase.GetAlternateLookup<ReadOnlySpan<char>>();
        _starts = SearchValues.Create([.. anyCase.Keys], StringComparison.OrdinalIgnoreCase);
        _lengths = [.. anyCase.Keys.Select(form => form.Length).Distinct().OrderDescending()];
    }

    /// <summary>Finds the next value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="found">Where it is, and what.</param>
    /// <returns><see langword="true"/> when there is one.</returns>
    public bool TryFind(ReadOnlySpan<char> text, int from, out ValueOccurrence found)
    {
        int next;
        while ((next = text[from..].IndexOfAny(_starts)) >= 0)
        {
            if (TryMatch(text, from + next, out found))
            {
                return true;
            }

            from += next + 1;
        }

        found = default;
        return false;
    }

    /// <summary>Returns where values that overlap a found one and each other end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">The first one.</param>
    /// <param name="others">Receives the others.</param>
    public int EndOfOverlap(ReadOnlySpan<char> text, ValueOccurrence found, List<RedactedValue> others)
    {
        int end = found.Start + found.Length;
        for (int from = found.Start + 1; from < end; from++)
        {
            if (!TryFind(text[..Math.Min(text.Length, end + _lengths[0])], from, out ValueOccurrence other) || other.Start >= end)
            {
                return end;
            }

            others.Add(other.Value);
            end = Math.Max(end, other.Start + other.Length);
            from = other.Start;
        }

        return end;
    }

    private bool TryMatch(ReadOnlySpan<char> text, int start, out ValueOccurrence found)
    {
        foreach (int length in _lengths)
        {
            if (length <= text.Length - start && TryGet(text.Slice(start, length), out ValueForm form)
                && (form.InWords || !IsInWord(text, start, length)))
            {
                found = new ValueOccurrence(start, length, form.Value);
                return true;
            }
        }

        found = default;
        return false;
    }

    private bool TryGet(ReadOnlySpan<char> text, out ValueForm form) =>
        _exact.TryGetValue(text, out form) || _anyCase.TryGetValue(text, out form);

    /// <summary>Tells whether an ASCII letter or digit stands directly beside a letter or digit at an end of a part of a text.</summary>
    public static bool IsInWord(ReadOnlySpan<char> text, int start, int length)
    {
        int end = start + length;
        return (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]) && char.IsLetterOrDigit(text[start]))
            || (end < text.Length && char.IsAsciiLetterOrDigit(text[end]) && char.IsLetterOrDigit(text[end - 1]));
    }
}
