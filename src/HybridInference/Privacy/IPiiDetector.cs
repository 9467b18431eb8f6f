namespace HybridInference;

/// <summary>Finds private data in text.</summary>
/// <remarks>
/// Implementations are thread-safe, run on this device, and never log or keep the text. A detector that throws makes the request private.
/// </remarks>
public interface IPiiDetector
{
    /// <summary>
    /// Gets whether the detector runs on this device. One that sends text to another machine is refused: it would be told what is
    /// private before anybody knows that it is.
    /// </summary>
    bool RunsLocally { get; }

    /// <summary>Adds every match in a text to a buffer of the caller.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">Receives the matches in the order of their start; what it already holds stays.</param>
    void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches);

    /// <summary>Tells whether a text has a match of at least a score. An implementation may stop at the first one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="minScore">The least score that counts.</param>
    /// <returns><see langword="true"/> when there is such a match.</returns>
    bool ContainsAny(ReadOnlySpan<char> text, double minScore = PiiMatch.RoutingThreshold)
    {
        var matches = new List<PiiMatch>();
        Detect(text, matches);
        return matches.Exists(match => match.Score >= minScore);
    }
}
