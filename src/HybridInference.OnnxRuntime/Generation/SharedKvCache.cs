using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>A cache whose past and present are the same memory: the attention writes new rows behind the old ones, nothing is copied.</summary>
internal sealed class SharedKvCache(IReadOnlyList<KvTensor> tensors, OrtIoBinding binding, int expected, int limit)
    : KvCache(expected, limit)
{
    private readonly TensorBuffer[] _buffers = [.. tensors.Select(tensor => new TensorBuffer(tensor.ElementType))];
    private int _allocated;

    public override void Dispose()
    {
        foreach (TensorBuffer buffer in _buffers)
        {
            buffer.Dispose();
        }
    }

    protected override void Bind(int tokens)
    {
        if (_allocated == Capacity)
        {
            return;
        }

        for (int i = 0; i < _buffers.Length; i++)
        {
            Grow(tensors[i], _buffers[i]);
            OrtValue view = _buffers[i].View(tensors[i].ShapeOf(Capacity));
            binding.BindInput(tensors[i].Past, view);
            binding.BindOutput(tensors[i].Present, view);
        }

        _allocated = Capacity;
    }

    private void Grow(KvTensor tensor, TensorBuffer buffer)
    {
        long headBytes = (long)Capacity * tensor.RowBytes;
        var memory = new NativeBuffer(tensor.Heads * headBytes);
        for (int head = 0; Length > 0 && head < tensor.Heads; head++)
        {
            long from = head * (long)_allocated * tensor.RowBytes;
            buffer.Memory.CopyTo(from, memory, head * headBytes, (long)Length * tensor.RowBytes);
        }

        buffer.Replace(memory, tensor.ElementsOf(Capacity));
    }
}
