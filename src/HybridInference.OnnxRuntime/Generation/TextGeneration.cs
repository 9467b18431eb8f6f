namespace HybridInference.OnnxRuntime;

/// <summary>One request on its way to its text. Not thread-safe.</summary>
/// <param name="Tokens">The request's tokens.</param>
/// <param name="Pieces">
/// The pieces, one for each token, even where a token completes no text, so that whoever runs several requests in turns has control after
/// every run; the last one, and only that, has a finish reason.
/// </param>
internal sealed record TextGeneration(TokenGeneration Tokens, IEnumerator<GeneratedPiece> Pieces) : IDisposable
{
    public void Dispose()
    {
        Pieces.Dispose();
        Tokens.Dispose();
    }
}
