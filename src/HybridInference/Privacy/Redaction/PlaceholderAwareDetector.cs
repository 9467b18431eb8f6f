namespace HybridInference;

/// <summary>A detector to which placeholders, and the words beside them, are not private.</summary>
internal sealed class PlaceholderAwareDetector(IPiiDetector detector, RedactionMap map) : IPiiDetector
{
    public bool RunsLocally => detector.RunsLocally;

    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        var found = new List<PiiMatch>();
        detector.Detect(text, found);
        foreach (PiiMatch match in found)
        {
            if (!IsPlaceholder(text, match))
            {
                matches.Add(match);
            }
        }
    }

    /// <summary>Tells whether a match has neither letters nor digits outside the placeholders that it touches.</summary>
    private bool IsPlaceholder(ReadOnlySpan<char> text, PiiMatch match)
    {
        int position = StartOfPlaceholder(text, match.Start);
        while (position < match.End)
        {
            if (map.Read(text[position..], out PlaceholderMatch placeholder) == PlaceholderReading.Complete)
            {
                position += placeholder.Length;
            }
            else if (char.IsLetterOrDigit(text[position]))
            {
                return false;
            }
            else
            {
                position++;
            }
        }

        return true;
    }

    /// <summary>Returns where a placeholder starts that a place lies in, or the place itself.</summary>
    private int StartOfPlaceholder(ReadOnlySpan<char> text, int place)
    {
        int start = text[..place].LastIndexOfAny(map.Format.Openers);
        bool isInside = start >= 0 && map.Read(text[start..], out PlaceholderMatch found) == PlaceholderReading.Complete && start + found.Length > place;
        return isInside ? start : place;
    }
}
