namespace HybridInference.LocalModels;

/// <summary>
/// Ends a text before the first stop sequence, wherever the borders between tokens are. Text is held back only as long as it may still
/// become a stop sequence. Not thread-safe.
/// </summary>
internal sealed class StopSequenceMatcher(IReadOnlyList<string> stopSequences)
{
    private string _held = "";

    /// <summary>Gets whether a stop sequence was found; the text ends there.</summary>
    public bool IsMatched { get; private set; }

    /// <summary>Takes further text and gives what is certain to come before any stop sequence.</summary>
    public string Append(string text)
    {
        if (IsMatched)
        {
            return "";
        }

        if (stopSequences.Count == 0 || text.Length == 0)
        {
            return text;
        }

        string pending = _held + text;
        if (FindStart(pending) is { } start)
        {
            IsMatched = true;
            _held = "";
            return pending[..start];
        }

        int kept = CountPossibleStart(pending);
        _held = pending[^kept..];
        return pending[..^kept];
    }

    /// <summary>Gives what was held back, when no more text comes.</summary>
    public string Flush()
    {
        string held = _held;
        _held = "";
        return held;
    }

    /// <summary>Finds where the stop sequence starts that is complete first; of several complete at once, the longest.</summary>
    private int? FindStart(string text)
    {
        int bestStart = -1;
        int bestEnd = int.MaxValue;
        foreach (string stop in stopSequences)
        {
            int start = text.IndexOf(stop, StringComparison.Ordinal);
            int end = start + stop.Length;
            if (start >= 0 && (end < bestEnd || (end == bestEnd && start < bestStart)))
            {
                (bestStart, bestEnd) = (start, end);
            }
        }

        return bestStart < 0 ? null : bestStart;
    }

    /// <summary>Counts the characters at the end of a text that are the start of a stop sequence.</summary>
    private int CountPossibleStart(string text)
    {
        int most = 0;
        foreach (string stop in stopSequences)
        {
            int length = Math.Min(stop.Length - 1, text.Length);
            while (length > most && !text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
            {
                length--;
            }

            most = Math.Max(most, length);
        }

        return most;
    }
}
