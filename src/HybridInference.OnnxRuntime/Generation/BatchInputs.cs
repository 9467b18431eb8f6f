using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Feeds one token of each of several sequences, which are padded on the right to the longest. Not thread-safe.</summary>
internal sealed class BatchInputs : IDisposable
{
    private readonly IntegerInput _inputIds;
    private readonly IntegerInput? _attentionMask;
    private readonly IntegerInput? _positionIds;
    private readonly ScalarInput? _numLogitsToKeep;
    private readonly LengthInputs _lengths;
    private int[] _mask = [];

    public BatchInputs(DecoderSignature signature, OrtIoBinding binding)
    {
        _inputIds = new IntegerInput(signature.InputIds, binding);
        _attentionMask = signature.AttentionMask is { } mask ? new IntegerInput(mask, binding) : null;
        _positionIds = signature.PositionIds is { } positions ? new IntegerInput(positions, binding) : null;
        _numLogitsToKeep = signature.NumLogitsToKeep is { } count ? new ScalarInput(count, binding) : null;
        _numLogitsToKeep?.Set(1);
        _lengths = new LengthInputs(signature, binding);
    }

    /// <summary>Feeds a token of each sequence.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="lengths">The tokens that each sequence has had before, which are also the positions of these.</param>
    public void Set(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths)
    {
        _inputIds.Set(tokens, tokens.Length);
        _positionIds?.Set(lengths, tokens.Length);
        _lengths.Set(lengths);
        if (_attentionMask is not null)
        {
            SetMask(_attentionMask, lengths, TensorPrimitives.Max(lengths) + 1);
        }
    }

    public void Dispose()
    {
        _inputIds.Dispose();
        _attentionMask?.Dispose();
        _positionIds?.Dispose();
        _numLogitsToKeep?.Dispose();
        _lengths.Dispose();
    }

    private void SetMask(IntegerInput input, ReadOnlySpan<int> lengths, int total)
    {
        int size = lengths.Length * total;
        if (_mask.Length < size)
        {
            _mask = new int[2 * size];
        }

        for (int i = 0; i < lengths.Length; i++)
        {
            Span<int> row = _mask.AsSpan(i * total, total);
            row[..(lengths[i] + 1)].Fill(1);
            row[(lengths[i] + 1)..].Clear();
        }

        input.Set(_mask.AsSpan(0, size), lengths.Length);
    }
}
