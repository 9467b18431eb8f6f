using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Feeds one number, from memory that is bound once.</summary>
internal sealed class ScalarInput : IDisposable
{
    private readonly TokenInput _input;
    private readonly TensorBuffer _buffer;

    /// <param name="input">The input.</param>
    /// <param name="binding">Where it is bound.</param>
    /// <param name="shape">Its shape, which has one element.</param>
    public ScalarInput(TokenInput input, OrtIoBinding binding, params long[] shape)
    {
        _input = input;
        _buffer = new TensorBuffer(input.ElementType);
        _buffer.Resize(1);
        binding.BindInput(input.Name, _buffer.View(shape));
    }

    /// <summary>Sets the number for the runs to come.</summary>
    public void Set(int value)
    {
        if (_input.ElementType == TensorElementType.Int64)
        {
            _buffer.Memory.AsSpan<long>(1)[0] = value;
        }
        else
        {
            _buffer.Memory.AsSpan<int>(1)[0] = value;
        }
    }

    public void Dispose() => _buffer.Dispose();
}
