using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Native memory that is shown to ONNX Runtime as tensors of changing shapes, without copying or reallocating it.</summary>
internal sealed class TensorBuffer(TensorElementType elementType) : IDisposable
{
    private readonly int _elementSize = ElementTypes.SizeOf(elementType);

    private NativeBuffer? _memory;
    private OrtValue? _view;

    /// <summary>Gets the elements that fit.</summary>
    public long Capacity { get; private set; }

    public long Bytes => _memory?.Bytes ?? 0;

    public NativeBuffer Memory => _memory ?? throw new InvalidOperationException("The tensor has no memory yet.");

    /// <summary>Gets the tensor that was shown last.</summary>
    public OrtValue CurrentView => _view ?? throw new InvalidOperationException("The memory is not shown as a tensor yet.");

    /// <summary>Replaces the block by one of exactly <paramref name="elements"/>; what was there is lost.</summary>
    public void Resize(long elements) => Replace(new NativeBuffer(elements * _elementSize), elements);

    /// <summary>Takes over another block in place of the present one.</summary>
    public void Replace(NativeBuffer memory, long capacity)
    {
        ReleaseView();
        _memory?.Dispose();
        _memory = memory;
        Capacity = capacity;
    }

    /// <summary>Shows the block as a tensor. The result is valid until the next call.</summary>
    public OrtValue View(long[] shape)
    {
        long elements = 1;
        foreach (long size in shape)
        {
            elements *= size;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(elements, Capacity);
        ReleaseView();
        _view = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, elementType, shape, Memory.Address, elements * _elementSize);
        return _view;
    }

    public void Dispose()
    {
        ReleaseView();
        _memory?.Dispose();
        _memory = null;
        Capacity = 0;
    }

    private void ReleaseView()
    {
        _view?.Dispose();
        _view = null;
    }
}
