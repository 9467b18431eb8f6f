using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// A sequence of tokens that has gone through the graph: its cache and the bindings of all inputs and outputs. It may serve several
/// requests, one after the other. Not thread-safe.
/// </summary>
internal sealed class DecoderSequence : IDisposable
{
    private readonly List<int> _tokens = [];
    private readonly OrtIoBinding _binding;
    private readonly KvCache _cache;
    private readonly LogitsBuffer _logits;
    private readonly IntegerInput _inputIds;
    private readonly IntegerInput? _attentionMask;
    private readonly IntegerInput? _positionIds;
    private readonly ScalarInput? _numLogitsToKeep;
    private readonly ScalarInput? _lastIndex;
    private readonly ScalarInput? _totalLength;

    public DecoderSequence(DecoderModel model)
    {
        DecoderSignature signature = model.Signature;
        _binding = model.Session.CreateIoBinding();
        _cache = KvCache.Create(signature, _binding);
        _logits = new LogitsBuffer(signature, _binding);
        _inputIds = new IntegerInput(signature.InputIds, _binding);
        _attentionMask = signature.AttentionMask is { } mask ? new IntegerInput(mask, _binding) : null;
        _positionIds = signature.PositionIds is { } positions ? new IntegerInput(positions, _binding) : null;
        _numLogitsToKeep = signature.NumLogitsToKeep is { } count ? new ScalarInput(count, _binding) : null;
        _numLogitsToKeep?.Set(1);
        _lastIndex = signature.LastIndex is { } last ? new ScalarInput(last, _binding, 1) : null;
        _totalLength = signature.TotalLength is { } total ? new ScalarInput(total, _binding) : null;
    }

    /// <summary>Gets the tokens that have gone through the graph.</summary>
    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>Gets the logits of the token after the latest one. The caller may change them; they last until the next run.</summary>
    public Span<float> Logits => _logits.LastRow();

    /// <inheritdoc cref="LogitsBuffer.Row"/>
    public Span<float> LogitsFromEnd(int index) => _logits.Row(index);

    /// <summary>Gets whether nothing has failed, so that the sequence may serve another request.</summary>
    /// <remarks>A cancelled run is no failure: it has left the rows of the tokens before it alone.</remarks>
    public bool IsSound { get; private set; } = true;

    /// <summary>Gets the native memory that the sequence has at the moment, apart from a few numbers per token.</summary>
    public long Bytes => _cache.Bytes + _logits.Bytes;

    /// <inheritdoc cref="KvCache.Expect"/>
    public void Expect(int expected, int limit) => _cache.Expect(expected, limit);

    /// <summary>Sends further tokens through the graph.</summary>
    /// <param name="tokens">The tokens, at least one.</param>
    /// <param name="run">The request's run.</param>
    /// <param name="wantedRows">The tokens at their end whose logits are wanted.</param>
    /// <exception cref="OperationCanceledException">The request was cancelled before or during the run; the tokens do not count.</exception>
    public void Append(ReadOnlySpan<int> tokens, DecoderRun run, int wantedRows = 1)
    {
        run.ThrowIfCancelled();
        int length = _tokens.Count;
        IsSound = false;
        _inputIds.Set(tokens);
        _positionIds?.SetRange(length, tokens.Length);
        _attentionMask?.SetOnes(length + tokens.Length);
        _lastIndex?.Set(length + tokens.Length - 1);
        _totalLength?.Set(length + tokens.Length);
        _logits.Prepare(tokens.Length, wantedRows);
        _cache.Prepare(tokens.Length);
        try
        {
            run.Run(_binding);
        }
        catch (OperationCanceledException)
        {
            IsSound = true;
            throw;
        }

        _cache.Commit(tokens.Length);
        _tokens.AddRange(tokens);
        IsSound = true;
    }

    /// <summary>Cuts the sequence back to its first tokens.</summary>
    public void Truncate(int length)
    {
        _cache.Truncate(length);
        _tokens.RemoveRange(length, _tokens.Count - length);
    }

    /// <summary>Fills this sequence, which is empty, with the first tokens of another one.</summary>
    public void CopyFrom(DecoderSequence source, int length)
    {
        _cache.CopyFrom(source._cache, length);
        _tokens.AddRange(source.Tokens[..length]);
    }

    /// <summary>Takes note that what the sequence gave cannot be used.</summary>
    public void Reject() => IsSound = false;

    public void Dispose()
    {
        _binding.Dispose();
        _cache.Dispose();
        _logits.Dispose();
        _inputIds.Dispose();
        _attentionMask?.Dispose();
        _positionIds?.Dispose();
        _numLogitsToKeep?.Dispose();
        _lastIndex?.Dispose();
        _totalLength?.Dispose();
    }
}
