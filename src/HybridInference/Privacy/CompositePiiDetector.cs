namespace HybridInference;

/// <summary>Joins detectors to one: of matches that overlap, the one with the higher score stays, then the longer one.</summary>
/// <remarks>
/// Thread-safe where its detectors are. Add an application's own model, <see cref="TermDetector"/> or <see cref="PersonNameDetector"/> to
/// <see cref="PiiDetector.Default"/> with it. The detectors run one after the other; one that throws makes the request private.
/// </remarks>
public sealed class CompositePiiDetector : IPiiDetector
{
    private static readonly Comparer<PiiMatch> ByStart = Comparer<PiiMatch>.Create((left, right) => left.Start.CompareTo(right.Start));

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

    /// <summary>Takes the best match first, so that what a worse one would have hidden is still found.</summary>
    private static List<PiiMatch> WithoutOverlaps(List<PiiMatch> all)
    {
        all.Sort((left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score) : right.Length.CompareTo(left.Length));
        var kept = new List<PiiMatch>(all.Count);
        foreach (PiiMatch match in all)
        {
            int next = kept.BinarySearch(match, ByStart);
            next = next < 0 ? ~next : next;
            bool isFree = (next == 0 || kept[next - 1].End <= match.Start) && (next == kept.Count || match.End <= kept[next].Start);
            if (isFree)
            {
                kept.Insert(next, match);
            }
        }

        return kept;
    }
}
