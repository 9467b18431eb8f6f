using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Feeds one number that is the same in every run.</summary>
internal sealed class ScalarInput : IDisposable
{
    private readonly TensorBuffer _buffer;

    public ScalarInput(TokenInput input, OrtIoBinding binding, int value)
    {
        _buffer = new TensorBuffer(input.ElementType);
        _buffer.Resize(1);
        if (input.ElementType == TensorElementType.Int64)
        {
            _buffer.Memory.AsSpan<long>(1)[0] = value;
        }
        else
        {
            _buffer.Memory.AsSpan<int>(1)[0] = value;
        }

        binding.BindInput(input.Name, _buffer.View([]));
    }

    public void Dispose() => _buffer.Dispose();
}
