using System.Buffers;

namespace HybridInference;

/// <summary>Adds the private values of a request to a map, in the order in which they stand there, and texts that look like placeholders.</summary>
internal sealed class ValueCollector(IPiiDetector detector, IReadOnlySet<string> categories, RedactionMap map) : ITextVisitor
{
    private readonly List<PiiMatch> _matches = [];
    private readonly string[] _labels = [.. map.Labels().Concat(categories.Append(RedactedValue.Literal).Select(PlaceholderFormat.LabelOf)).Distinct()];

    /// <summary>Adds what stands in a text.</summary>
    /// <remarks>A match may hide another that overlaps it, so what is left without the matches is looked at once more.</remarks>
    public void Visit(string text)
    {
        CollectLookAlikes(text);
        Detect(text);
        if (_matches.Count > 0)
        {
            AddMatches(text);
            CollectRest(text);
        }
    }

    public void VisitTogether(ReadOnlySpan<char> text)
    {
        Detect(text);
        if (_matches.Count > 0)
        {
            AddMatches(text.ToString());
        }
    }

    private void CollectRest(string text)
    {
        char[] rest = ArrayPool<char>.Shared.Rent(text.Length);
        text.CopyTo(rest);
        foreach (PiiMatch match in _matches)
        {
            rest.AsSpan(match.Start, match.Length).Fill(PlaceholderAwareDetector.Sign);
        }

        Detect(rest.AsSpan(0, text.Length));
        AddMatches(text);
        ArrayPool<char>.Shared.Return(rest, clearArray: true);
    }

    private void Detect(ReadOnlySpan<char> text)
    {
        _matches.Clear();
        detector.Detect(text, _matches);
        _matches.RemoveAll(match => match.Score < PiiMatch.RedactionThreshold || match.Length <= 0 || !categories.Contains(match.Category));
    }

    private void AddMatches(string text)
    {
        foreach (PiiMatch match in _matches)
        {
            map.Add(match.Category, text.Substring(match.Start, match.Length), ValueSearch.IsInWord(text, match.Start, match.Length));
        }
    }

    /// <summary>Text that could be taken for a placeholder stands for itself, whatever the placeholder stands for.</summary>
    private void CollectLookAlikes(string text)
    {
        int position = 0;
        int next;
        while ((next = text.AsSpan(position).IndexOfAny(map.Format.Openers)) >= 0)
        {
            position += next;
            int length = LookAlikeLength(text.AsSpan(position));
            if (length > 0)
            {
                map.Add(RedactedValue.Literal, text.Substring(position, length), inWord: true);
            }

            position += Math.Max(length, 1);
        }
    }

    private int LookAlikeLength(ReadOnlySpan<char> text)
    {
        foreach (string label in _labels)
        {
            var reader = new PlaceholderReader(map.Format, text);
            if (reader.Read(label, int.MaxValue) == PlaceholderReading.Complete)
            {
                return reader.Length;
            }
        }

        return 0;
    }
}
