using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>One sequence of tokens going through the graph: its cache and the bindings of all inputs and outputs. Not thread-safe.</summary>
internal sealed class DecoderSequence : IDisposable
{
    private readonly DecoderModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly RunOptions _runOptions;
    private readonly OrtIoBinding _binding;
    private readonly KvCache _cache;
    private readonly LogitsBuffer _logits;
    private readonly IntegerInput _inputIds;
    private readonly IntegerInput? _attentionMask;
    private readonly IntegerInput? _positionIds;
    private readonly ScalarInput? _numLogitsToKeep;
    private readonly CancellationTokenRegistration _termination;

    /// <param name="model">The graph.</param>
    /// <param name="expected">The tokens that are known to come.</param>
    /// <param name="limit">The tokens that may come at most.</param>
    /// <param name="cancellationToken">Stops a run in the middle.</param>
    public DecoderSequence(DecoderModel model, int expected, int limit, CancellationToken cancellationToken)
    {
        DecoderSignature signature = model.Signature;
        _model = model;
        _cancellationToken = cancellationToken;
        _runOptions = model.CreateRunOptions();
        _binding = model.Session.CreateIoBinding();
        _cache = KvCache.Create(signature, _binding, expected, limit);
        _logits = new LogitsBuffer(signature.Logits, _binding);
        _inputIds = new IntegerInput(signature.InputIds, _binding);
        _attentionMask = signature.AttentionMask is { } mask ? new IntegerInput(mask, _binding) : null;
        _positionIds = signature.PositionIds is { } positions ? new IntegerInput(positions, _binding) : null;
        _numLogitsToKeep = signature.NumLogitsToKeep is { } count ? new ScalarInput(count, _binding, value: 1) : null;
        _termination = cancellationToken.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _runOptions);
    }

    /// <summary>Gets the tokens that have gone through the graph.</summary>
    public int Length => _cache.Length;

    /// <summary>Gets the logits of the token after the latest one. The caller may change them; they last until the next run.</summary>
    public Span<float> Logits => _logits.LastRow();

    /// <summary>Sends further tokens through the graph.</summary>
    /// <exception cref="OperationCanceledException">The sequence was cancelled before or during the run.</exception>
    public void Append(ReadOnlySpan<int> tokens)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _inputIds.Set(tokens);
        _positionIds?.SetRange(Length, tokens.Length);
        _attentionMask?.SetOnes(Length + tokens.Length);
        _logits.Prepare(tokens.Length);
        _cache.Prepare(tokens.Length);
        Run();
        _cache.Commit(tokens.Length);
    }

    public void Dispose()
    {
        _termination.Dispose();
        _binding.Dispose();
        _runOptions.Dispose();
        _cache.Dispose();
        _logits.Dispose();
        _inputIds.Dispose();
        _attentionMask?.Dispose();
        _positionIds?.Dispose();
        _numLogitsToKeep?.Dispose();
    }

    private void Run()
    {
        try
        {
            _model.Session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException exception) when (_cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The run was cancelled.", exception, _cancellationToken);
        }
    }
}
