namespace HybridInference.OnnxRuntime;

/// <summary>Generates token ids with one model, and keeps what it has computed for later requests. Thread-safe; its results are not.</summary>
internal sealed class TokenGenerator(DecoderModel model, IReadOnlyList<int> endTokens, EngineSettings settings) : IDisposable
{
    private JointDecoding? _joint;

    /// <summary>Gets the sequences of past requests.</summary>
    public SequenceCache Sequences { get; } = new(model, settings.MaxKeptSequences, settings.MaxKeptBytes);

    /// <summary>Gets how many requests may run at the same time, if there is memory.</summary>
    public int MaxConcurrentRequests { get; } = model.Signature.ServesSequences ? settings.MaxConcurrentRequests : 1;

    /// <summary>Starts a request. Its tokens include the end token, after which the caller stops asking.</summary>
    /// <exception cref="ObjectDisposedException">The generator is disposed.</exception>
    public TokenGeneration Start(GenerationRequest request, CancellationToken cancellationToken)
    {
        Sequences.ThrowIfDisposed();
        return new TokenGeneration(model, Sequences, request, endTokens, settings, cancellationToken);
    }

    /// <summary>Tells whether there is memory for one more request beside those that run.</summary>
    /// <remarks>Each has its keys and values twice while it goes on with others: in a sequence of its own and in the joint block.</remarks>
    public bool HasRoomFor(GenerationRequest request, IEnumerable<TokenGeneration> running)
    {
        long bytesPerToken = model.Signature.Cache.Sum(tensor => tensor.BytesOf(1));
        long bytes = running.Sum(generation => Math.Max(generation.Bytes, generation.PromptLength * bytesPerToken));
        return 2 * (bytes + (request.Prompt.Length * bytesPerToken)) <= settings.MaxConcurrentBytes;
    }

    /// <inheritdoc cref="JointDecoding.Step"/>
    /// <remarks>For the one thread that runs the requests, as is <see cref="Leave"/>.</remarks>
    public void StepTogether(IReadOnlyList<TokenGeneration> generations)
    {
        _joint ??= new JointDecoding(model, settings.MaxConcurrentBytes / 2);
        _joint.Step(generations);
    }

    /// <inheritdoc cref="JointDecoding.Leave"/>
    public void Leave(TokenGeneration generation) => _joint?.Leave(generation);

    public void Dispose()
    {
        Sequences.Dispose();
        _joint?.Dispose();
    }
}
