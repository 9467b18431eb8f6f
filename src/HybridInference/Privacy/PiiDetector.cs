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
    private static ScanBuffers? _buffers;

    /// <inheritdoc/>
    public bool RunsLocally => true;

    /// <inheritdoc/>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ScanBuffers buffers = Rent(double.PositiveInfinity);
        Scan(text, buffers);
        buffers.Matches.AddTo(matches);
        if (LoneValue.MayBe(text, buffers.Matches.Matches))
        {
            LoneValue.AddTo(text, matches, isListRead: buffers.Matches.Matches.IsEmpty);
        }

        Return(buffers);
    }

    /// <inheritdoc/>
    public bool ContainsAny(ReadOnlySpan<char> text, double minScore = PiiMatch.RoutingThreshold)
    {
        ScanBuffers buffers = Rent(minScore);
        Scan(text, buffers);
        bool any = buffers.Matches.IsEnough;
        Return(buffers);
        return any;
    }

    private static void Scan(ReadOnlySpan<char> text, ScanBuffers buffers)
    {
        if (Ascii.IsValid(text) || text.IndexOfAny(TextFolding.Foldable) < 0)
        {
            new TextScanner(text, buffers).Scan();
            return;
        }

        using var folded = new FoldedText(text);
        new TextScanner(folded.Text, buffers).Scan();
        buffers.Matches.MoveTo(folded);
    }

    /// <summary>The buffers are taken from the thread while they are in use, so that a caller's collection may call the detector.</summary>
    private static ScanBuffers Rent(double enough)
    {
        ScanBuffers buffers = _buffers ?? new ScanBuffers();
        _buffers = null;
        buffers.Start(enough);
        return buffers;
    }

    private static void Return(ScanBuffers buffers) => _buffers = buffers;
}
