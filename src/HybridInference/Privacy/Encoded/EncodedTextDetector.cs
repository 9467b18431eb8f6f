namespace HybridInference;

/// <summary>Finds what a detector finds, also where it is written with escapes or as Base64; a match is then all that stands for the value.</summary>
/// <remarks>Allocates nothing where a text has neither. Escapes within escapes are followed to a depth that nobody writes by accident.</remarks>
internal sealed class EncodedTextDetector(IPiiDetector detector) : IPiiDetector
{
    private const int MaxDepth = 3;

    public bool RunsLocally => detector.RunsLocally;

    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        if (!HasEscape(text) && Base64Text.IndexOf(text, 0, out _) < 0)
        {
            detector.Detect(text, matches);
            return;
        }

        var all = new List<PiiMatch>();
        Detect(text, MaxDepth, all);
        foreach (PiiMatch match in CompositePiiDetector.WithoutOverlaps(all))
        {
            matches.Add(match);
        }
    }

    private static bool HasEscape(ReadOnlySpan<char> text) => Escape.IndexOf(text, 0, out _, out _) >= 0;

    private void Detect(ReadOnlySpan<char> text, int depth, List<PiiMatch> matches)
    {
        detector.Detect(text, matches);
        if (depth > 0)
        {
            AddEscaped(text, depth - 1, matches);
            AddBase64(text, depth - 1, matches);
        }
    }

    private void AddEscaped(ReadOnlySpan<char> text, int depth, List<PiiMatch> matches)
    {
        if (HasEscape(text))
        {
            using RewrittenText unescaped = EscapedText.Resolve(text);
            int first = matches.Count;
            Detect(unescaped.Text, depth, matches);
            for (int i = first; i < matches.Count; i++)
            {
                matches[i] = unescaped.ToOriginal(matches[i]);
            }
        }
    }

    private void AddBase64(ReadOnlySpan<char> text, int depth, List<PiiMatch> matches)
    {
        int start;
        for (int from = 0; (start = Base64Text.IndexOf(text, from, out int length)) >= 0; from = start + length)
        {
            if (Base64Text.Decode(text.Slice(start, length)) is { } decoded)
            {
                int first = matches.Count;
                Detect(decoded, depth, matches);
                for (int i = first; i < matches.Count; i++)
                {
                    matches[i] = matches[i] with { Start = start, Length = length };
                }
            }
        }
    }
}
