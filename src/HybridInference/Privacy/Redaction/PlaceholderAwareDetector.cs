namespace HybridInference;

/// <summary>A detector to which placeholders are signs, so that neither they nor the words beside them are private.</summary>
internal sealed class PlaceholderAwareDetector(IPiiDetector detector, RedactionMap map) : IPiiDetector
{
    /// <summary>No value that has a structure holds this sign.</summary>
    public const char Sign = '[';

    public bool RunsLocally => detector.RunsLocally;

    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        if (map.Count == 0 || !text.ContainsAny(map.Format.Openers))
        {
            detector.Detect(text, matches);
            return;
        }

        char[] masked = Mask(text);
        var found = new List<PiiMatch>();
        detector.Detect(masked, found);
        foreach (PiiMatch match in found)
        {
            if (masked.AsSpan(match.Start, match.Length).ContainsAnyExcept(Sign))
            {
                matches.Add(match);
            }
        }
    }

    /// <summary>Returns the text with a sign in place of each character of a placeholder.</summary>
    private char[] Mask(ReadOnlySpan<char> text)
    {
        char[] masked = text.ToArray();
        int position = 0;
        int next;
        while ((next = text[position..].IndexOfAny(map.Format.Openers)) >= 0)
        {
            position += next;
            int length = map.Read(text[position..], out PlaceholderMatch found) == PlaceholderReading.Complete ? found.Length : 0;
            masked.AsSpan(position, length).Fill(Sign);
            position += Math.Max(length, 1);
        }

        return masked;
    }
}
