using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Receives the logits of the last tokens of a run and gives a row of them as floats.</summary>
internal sealed class LogitsBuffer(LogitsOutput output, OrtIoBinding binding) : IDisposable
{
    /// <summary>More rows than these, such as those of a whole chunk of a prompt, are given back after the run.</summary>
    private const int RowsToKeep = 16;

    private readonly TensorBuffer _buffer = new(output.ElementType);
    private readonly float[] _converted = output.ElementType == TensorElementType.Float16 ? new float[output.VocabularySize] : [];
    private (int Sequences, int Rows) _shape;
    private int _rows;

    public long Bytes => _buffer.Bytes;

    /// <summary>Binds memory for a run.</summary>
    /// <param name="tokens">The tokens of the run.</param>
    /// <param name="wanted">The tokens at its end whose logits the graph was asked for; it may give more.</param>
    /// <param name="sequences">The sequences that have as many tokens each.</param>
    public void Prepare(int tokens, int wanted, int sequences = 1)
    {
        int rows = output.RowsFor(tokens, wanted);
        if (_shape != (sequences, rows))
        {
            long needed = (long)sequences * rows * output.VocabularySize;
            if (needed > _buffer.Capacity || _rows > RowsToKeep)
            {
                _buffer.Resize(needed);
            }

            binding.BindOutput(output.Name, _buffer.View([sequences, rows, output.VocabularySize]));
            _shape = (sequences, rows);
            _rows = sequences * rows;
        }
    }

    /// <summary>Gets a row of the latest run, counted from the last one; it lasts until another is asked for, and the caller may change it.</summary>
    public Span<float> Row(int fromEnd)
    {
        int elements = (_rows - fromEnd) * output.VocabularySize;
        if (output.ElementType == TensorElementType.Float)
        {
            return _buffer.Memory.AsSpan<float>(elements)[^output.VocabularySize..];
        }

        TensorPrimitives.ConvertToSingle(_buffer.Memory.AsSpan<Half>(elements)[^output.VocabularySize..], _converted);
        return _converted;
    }

    public void Dispose() => _buffer.Dispose();
}
