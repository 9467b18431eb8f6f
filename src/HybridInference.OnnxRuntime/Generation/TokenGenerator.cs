namespace HybridInference.OnnxRuntime;

/// <summary>Generates token ids with one model, and keeps what it has computed for later requests. Thread-safe; its results are not.</summary>
internal sealed class TokenGenerator(DecoderModel model, IReadOnlyList<int> endTokens, EngineSettings settings) : IDisposable
{
    /// <summary>Gets the sequences of past requests.</summary>
    public SequenceCache Sequences { get; } = new(model, settings.MaxKeptSequences, settings.MaxKeptBytes);

    /// <summary>Starts a request. Its tokens include the end token, after which the caller stops asking.</summary>
    public TokenGeneration Start(GenerationRequest request, CancellationToken cancellationToken) =>
        new(model, Sequences, request, endTokens, settings, cancellationToken);

    public void Dispose() => Sequences.Dispose();
}
