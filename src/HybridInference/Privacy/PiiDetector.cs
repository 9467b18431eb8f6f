using System.Text;

namespace HybridInference;

/// <summary>The built-in detector: secrets, contact data, payment data, identifiers and network addresses, by structure, check digits and the words beside them.</summary>
/// <remarks>
/// Thread-safe; without state. Linear in the length of the text, and without allocation where nothing is found. Matches below
/// <see cref="PiiMatch.RedactionThreshold"/> are reported too: what is public or only looks like private data, such as a web address. Matches
/// do not overlap, except below that threshold where a text is one value and nothing else: then every kind it can be is reported.
/// </remarks>
public sealed class PiiDetector : IPiiDetector
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly PiiDetector Default = new();

    [ThreadStatic]
    private static MatchList? _matches;

    /// <inheritdoc/>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        MatchList found = Rent(double.PositiveInfinity);
        Scan(text, found);
        foreach (PiiMatch match in found.Matches)
        {
            matches.Add(match);
        }

        if (!found.HasScore(PiiMatch.RoutingThreshold))
        {
            LoneValue.AddTo(text, matches, isListRead: found.Matches.IsEmpty);
        }

        Return(found);
    }

    /// <inheritdoc/>
    public bool ContainsAny(ReadOnlySpan<char> text, double minScore = PiiMatch.RoutingThreshold)
    {
        MatchList found = Rent(minScore);
        Scan(text, found);
        bool any = found.IsEnough;
        Return(found);
        return any;
    }

    private static void Scan(ReadOnlySpan<char> text, MatchList found)
    {
        if (Ascii.IsValid(text) || text.IndexOfAny(TextFolding.Foldable) < 0)
        {
            new TextScanner(text, found).Scan();
            return;
        }

        using var folded = new FoldedText(text);
        new TextScanner(folded.Text, found).Scan();
        found.MoveTo(folded);
    }

    /// <summary>The list is taken from the thread while it is in use, so that a caller's collection may call the detector.</summary>
    private static MatchList Rent(double enough)
    {
        MatchList matches = _matches ?? new MatchList();
        _matches = null;
        matches.Start(enough);
        return matches;
    }

    private static void Return(MatchList matches) => _matches = matches;
}
