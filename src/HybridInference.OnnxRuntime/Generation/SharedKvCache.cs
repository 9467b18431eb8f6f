using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>A cache whose past and present are the same memory: the attention writes new rows behind the old ones, nothing is copied.</summary>
/// <remarks>Cut back, it only counts fewer rows: those behind are written anew before they are read.</remarks>
internal sealed class SharedKvCache(IReadOnlyList<KvTensor> tensors, OrtIoBinding binding) : KvCache
{
    private readonly TensorBuffer[] _buffers = [.. tensors.Select(tensor => new TensorBuffer(tensor.ElementType))];
    private int _allocated;

    /// <summary>Gets the rows from one head to the next.</summary>
    public int Rows => _allocated;

    public override long Bytes => _buffers.Sum(buffer => buffer.Bytes);

    /// <summary>Gets the memory of one tensor.</summary>
    public NativeBuffer MemoryOf(int tensor) => _buffers[tensor].Memory;

    public override void Dispose()
    {
        foreach (TensorBuffer buffer in _buffers)
        {
            buffer.Dispose();
        }
    }

    protected override void Bind(int tokens)
    {
        if (_allocated != Capacity)
        {
            Allocate(this, Length);
        }
    }

    protected override void CopyRows(KvCache source, int length) => Allocate((SharedKvCache)source, length);

    /// <summary>Takes new memory, with the first rows of this or another cache in it.</summary>
    private void Allocate(SharedKvCache source, int length)
    {
        for (int i = 0; i < _buffers.Length; i++)
        {
            KvTensor tensor = tensors[i];
            var memory = new NativeBuffer(tensor.BytesOf(Capacity));
            if (length > 0)
            {
                tensor.CopyRows(source._buffers[i].Memory, source._allocated, memory, Capacity, length);
            }

            _buffers[i].Replace(memory, tensor.ElementsOf(Capacity));
            OrtValue view = _buffers[i].View(tensor.ShapeOf(Capacity));
            binding.BindInput(tensor.Past, view);
            binding.BindOutput(tensor.Present, view);
        }

        _allocated = Capacity;
    }
}
