using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Receives the logits of a run and gives the last token's row as floats.</summary>
internal sealed class LogitsBuffer(LogitsOutput output, OrtIoBinding binding) : IDisposable
{
    private readonly TensorBuffer _buffer = new(output.ElementType);
    private readonly float[] _converted = output.ElementType == TensorElementType.Float16 ? new float[output.VocabularySize] : [];
    private int _rows;

    public long Bytes => _buffer.Bytes;

    /// <summary>Binds memory for a run over <paramref name="tokens"/> tokens.</summary>
    public void Prepare(int tokens)
    {
        int rows = output.RowsFor(tokens);
        if (rows != _rows)
        {
            // Exactly as large as needed: after a prefill the rows of a whole chunk are given back.
            _buffer.Resize((long)rows * output.VocabularySize);
            binding.BindOutput(output.Name, _buffer.View([1, rows, output.VocabularySize]));
            _rows = rows;
        }
    }

    /// <summary>Gets the last row of the latest run, which the caller may change.</summary>
    public Span<float> LastRow()
    {
        int elements = _rows * output.VocabularySize;
        if (output.ElementType == TensorElementType.Float)
        {
            return _buffer.Memory.AsSpan<float>(elements)[^output.VocabularySize..];
        }

        TensorPrimitives.ConvertToSingle(_buffer.Memory.AsSpan<Half>(elements)[^output.VocabularySize..], _converted);
        return _converted;
    }

    public void Dispose() => _buffer.Dispose();
}
