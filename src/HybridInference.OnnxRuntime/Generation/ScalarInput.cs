using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Feeds one number, from memory that is bound once.</summary>
internal sealed class ScalarInput : IDisposable
{
    private readonly TokenInput _input;
    private readonly TensorBuffer _buffer;

    public ScalarInput(TokenInput input, OrtIoBinding binding)
    {
        _input = input;
        _buffer = new TensorBuffer(input.ElementType);
        _buffer.Resize(1);
        binding.BindInput(input.Name, _buffer.View([]));
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
