namespace HybridInference;

/// <summary>Finds, beside what a detector finds, every value that a map has, whatever stands beside it.</summary>
internal sealed class KnownValueDetector(IPiiDetector detector, RedactionMap map) : IPiiDetector
{
    private readonly ValueSearch _search = map.Search;

    public bool RunsLocally => detector.RunsLocally;

    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        detector.Detect(text, matches);
        for (int from = 0; _search.TryFind(text, from, out ValueOccurrence found); from = found.Start + found.Length)
        {
            if (!found.Value.IsLiteral)
            {
                matches.Add(new(found.Value.Category, found.Start, found.Length, Score: 1));
            }
        }
    }
}
