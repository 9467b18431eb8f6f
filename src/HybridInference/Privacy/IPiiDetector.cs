namespace HybridInference;

/// <summary>Finds private data in text.</summary>
/// <remarks>
/// Implementations are thread-safe, run on this device, and never log or keep the text. A detector that throws makes the request private.
/// </remarks>
public interface IPiiDetector
{
    /// <summary>Adds every match in a text to a buffer of the caller.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">Receives the matches in the order of their start; what it already holds stays.</param>
    void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches);
}
