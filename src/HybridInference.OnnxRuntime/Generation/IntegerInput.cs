using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Feeds one integer input of the graph, as int32 or int64, from memory that is reused from run to run.</summary>
/// <param name="input">The input.</param>
/// <param name="binding">Where it is bound.</param>
/// <param name="isBatched">Whether it has a dimension for the sequences of a batch, of which there is one.</param>
internal sealed class IntegerInput(TokenInput input, OrtIoBinding binding, bool isBatched = true) : IDisposable
{
    private readonly TensorBuffer _buffer = new(input.ElementType);

    // One array for all views: ONNX Runtime copies it.
    private readonly long[] _shape = isBatched ? [1, 0] : [0];
    private int _bound = -1;

    /// <summary>Feeds token ids.</summary>
    public void Set(ReadOnlySpan<int> values)
    {
        Reserve(values.Length);
        if (input.ElementType == TensorElementType.Int64)
        {
            TensorPrimitives.ConvertTruncating<int, long>(values, _buffer.Memory.AsSpan<long>(values.Length));
        }
        else
        {
            values.CopyTo(_buffer.Memory.AsSpan<int>(values.Length));
        }

        Bind(values.Length);
    }

    /// <summary>Feeds <paramref name="count"/> consecutive numbers.</summary>
    public void SetRange(int start, int count)
    {
        Reserve(count);
        for (int i = 0; i < count; i++)
        {
            Write(i, start + i);
        }

        Bind(count);
    }

    /// <summary>Feeds <paramref name="count"/> ones. An input fed by this method is fed by no other.</summary>
    public void SetOnes(int count)
    {
        if (count > _buffer.Capacity)
        {
            Reserve(Math.Max(count, 2 * (int)_buffer.Capacity));
            for (int i = 0; i < _buffer.Capacity; i++)
            {
                Write(i, 1);
            }
        }

        Bind(count);
    }

    public void Dispose() => _buffer.Dispose();

    private void Reserve(int count)
    {
        if (count > _buffer.Capacity || _bound < 0)
        {
            _buffer.Resize(count);
            _bound = -1;
        }
    }

    private void Write(int index, int value)
    {
        if (input.ElementType == TensorElementType.Int64)
        {
            _buffer.Memory.AsSpan<long>(index + 1)[index] = value;
        }
        else
        {
            _buffer.Memory.AsSpan<int>(index + 1)[index] = value;
        }
    }

    private void Bind(int count)
    {
        if (count != _bound)
        {
            _shape[^1] = count;
            binding.BindInput(input.Name, _buffer.View(_shape));
            _bound = count;
        }
    }
}
