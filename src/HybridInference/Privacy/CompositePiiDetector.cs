namespace HybridInference;

/// <summary>Joins detectors to one: of matches that overlap, the one with the higher score stays, then the longer one.</summary>
/// <remarks>
/// Thread-safe where its detectors are. Add an application's own model, <see cref="TermDetector"/> or <see cref="PersonNameDetector"/> to
/// <see cref="PiiDetector.Default"/> with it. The detectors run one after the other; one that throws makes the request private.
/// </remarks>
public sealed class CompositePiiDetector : IPiiDetector
{
    private static readonly Comparer<PiiMatch> ByStart = Comparer<PiiMatch>.Create((left, right) => left.Start.CompareTo(right.Start));
    private static readonly Comparer<PiiMatch> ByWorth = Comparer<PiiMatch>.Create((left, right) =>
        left.Score != right.Score ? right.Score.CompareTo(left.Score) : right.Length.CompareTo(left.Length));

    private readonly IPiiDetector[] _detectors;

    /// <summary>Joins detectors.</summary>
    /// <param name="detectors">The detectors; at least one.</param>
    /// <exception cref="ArgumentException">There is no detector, or one is <see langword="null"/>.</exception>
    public CompositePiiDetector(params IEnumerable<IPiiDetector> detectors)
    {
        ArgumentNullException.ThrowIfNull(detectors);
        _detectors = [.. detectors];
        if (_detectors.Length == 0 || _detectors.Contains(null!))
        {
            throw new ArgumentException("A composite detector needs at least one detector, and none may be null. Pass PiiDetector.Default among them.", nameof(detectors));
        }
    }

    /// <inheritdoc/>
    public bool RunsLocally => Array.TrueForAll(_detectors, detector => detector.RunsLocally);

    /// <inheritdoc/>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        var all = new List<PiiMatch>();
        foreach (IPiiDetector detector in _detectors)
        {
            detector.Detect(text, all);
        }

        foreach (PiiMatch match in WithoutOverlaps(all))
        {
            matches.Add(match);
        }
    }

    /// <inheritdoc/>
    public bool ContainsAny(ReadOnlySpan<char> text, double minScore = PiiMatch.RoutingThreshold)
    {
        foreach (IPiiDetector detector in _detectors)
        {
            if (detector.ContainsAny(text, minScore))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Chooses among matches that overlap, in the order of their start. Those that overlap none cost no more than sorting them.</summary>
    internal static List<PiiMatch> WithoutOverlaps(List<PiiMatch> all)
    {
        all.Sort(ByStart);
        var kept = new List<PiiMatch>(all.Count);
        int next;
        for (int first = 0; first < all.Count; first = next)
        {
            int end = all[first].End;
            for (next = first + 1; next < all.Count && all[next].Start < end; next++)
            {
                end = Math.Max(end, all[next].End);
            }

            AddBest(all.GetRange(first, next - first), kept);
        }

        return kept;
    }

    /// <summary>Takes the best match first, so that what a worse one would have hidden is still found.</summary>
    private static void AddBest(List<PiiMatch> overlapping, List<PiiMatch> kept)
    {
        int start = kept.Count;
        overlapping.Sort(ByWorth);
        foreach (PiiMatch match in overlapping)
        {
            int next = kept.BinarySearch(start, kept.Count - start, match, ByStart);
            next = next < 0 ? ~next : next;
            bool isFree = (next == start || kept[next - 1].End <= match.Start) && (next == kept.Count || match.End <= kept[next].Start);
            if (isFree)
            {
                kept.Insert(next, match);
            }
        }
    }
}
