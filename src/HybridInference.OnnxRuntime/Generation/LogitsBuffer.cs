using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Receives the logits of the last tokens of a run and gives a row of them as floats.</summary>
internal sealed class LogitsBuffer(DecoderSignature signature, OrtIoBinding binding) : IDisposable
{
    private readonly LogitsOutput _output = signature.Logits;
    private readonly TensorBuffer _buffer = new(signature.Logits.ElementType);
    private readonly float[] _converted = signature.Logits.ElementType == TensorElementType.Float16 ? new float[signature.Logits.VocabularySize] : [];
    private readonly IntegerInput? _chosen = signature.LogitRows is { } rows ? new IntegerInput(rows, binding, isBatched: false) : null;
    private int _rows = -1;

    public long Bytes => _buffer.Bytes;

    /// <summary>Binds memory for a run.</summary>
    /// <param name="tokens">The tokens of the run.</param>
    /// <param name="wanted">The tokens at its end whose logits are wanted; the graph may give more.</param>
    public void Prepare(int tokens, int wanted)
    {
        _chosen?.SetRange(tokens - wanted, wanted);
        int rows = _chosen is null ? _output.RowsFor(tokens) : wanted;
        if (rows != _rows)
        {
            // Exactly as large as needed: after a prefill the rows of a whole chunk are given back.
            _buffer.Resize((long)rows * _output.VocabularySize);
            binding.BindOutput(_output.Name, _buffer.View([1, rows, _output.VocabularySize]));
            _rows = rows;
        }
    }

    /// <summary>Gets the last row of the latest run, which the caller may change.</summary>
    public Span<float> LastRow() => Row(0);

    /// <summary>Gets a row of the latest run, counted from the last one; it lasts until another is asked for, and the caller may change it.</summary>
    public Span<float> Row(int fromEnd)
    {
        int size = _output.VocabularySize;
        int elements = (_rows - fromEnd) * size;
        if (_output.ElementType == TensorElementType.Float)
        {
            return _buffer.Memory.AsSpan<float>(elements)[^size..];
        }

        TensorPrimitives.ConvertToSingle(_buffer.Memory.AsSpan<Half>(elements)[^size..], _converted);
        return _converted;
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _chosen?.Dispose();
    }
}
