using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// The keys and values of several sequences, one slot behind the other in one block of memory per tensor, so that one run can serve slots
/// that are neighbours. Not thread-safe.
/// </summary>
internal sealed class KvSlots(IReadOnlyList<KvTensor> tensors) : IDisposable
{
    private NativeBuffer[] _memory = [];

    /// <summary>Gets the number of the slots.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the tokens that a slot has room for.</summary>
    public int Rows { get; private set; }

    /// <summary>Gets the bytes that one token needs in one slot.</summary>
    public long BytesPerToken { get; } = tensors.Sum(tensor => tensor.BytesOf(1));

    /// <summary>Takes memory for slots of a size. What the slots in use have stays.</summary>
    /// <param name="count">The slots to have.</param>
    /// <param name="rows">The tokens that each is to have room for.</param>
    /// <param name="used">The tokens in each slot in use.</param>
    /// <exception cref="OutOfMemoryException">The memory is not to be had; nothing has changed.</exception>
    public void Resize(int count, int rows, ReadOnlySpan<int> used)
    {
        NativeBuffer[] memory = Allocate(count, rows);
        for (int slot = 0; slot < used.Length; slot++)
        {
            for (int i = 0; i < tensors.Count; i++)
            {
                Copy(tensors[i], BlockOf(i, _memory[i], Rows, slot), BlockOf(i, memory[i], rows, slot), 0, used[slot]);
            }
        }

        Dispose();
        (_memory, Count, Rows) = (memory, count, rows);
    }

    /// <summary>Fills a slot with the first rows of a cache.</summary>
    public void Load(int slot, SharedKvCache source, int rows)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            Copy(tensors[i], BlockOf(source, i), BlockOf(i, _memory[i], Rows, slot), 0, rows);
        }
    }

    /// <summary>Copies rows of a slot to a cache that has room for them.</summary>
    public void Store(int slot, int first, int count, SharedKvCache target)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            Copy(tensors[i], BlockOf(i, _memory[i], Rows, slot), BlockOf(target, i), first, count);
        }
    }

    /// <summary>Copies one slot over another.</summary>
    public void Move(int from, int to, int rows)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            Copy(tensors[i], BlockOf(i, _memory[i], Rows, from), BlockOf(i, _memory[i], Rows, to), 0, rows);
        }
    }

    /// <summary>Shows neighbouring slots as past and present of a run. The views have to be disposed after it, and before any resizing.</summary>
    public OrtValue[] Bind(int first, int count, OrtIoBinding binding)
    {
        var views = new OrtValue[tensors.Count];
        for (int i = 0; i < views.Length; i++)
        {
            KvTensor tensor = tensors[i];
            long bytes = tensor.BytesOf(Rows);
            views[i] = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance,
                tensor.ElementType,
                [count, tensor.Heads, Rows, tensor.HeadSize],
                (nint)(_memory[i].Address + (first * bytes)),
                count * bytes);
            binding.BindInput(tensor.Past, views[i]);
            binding.BindOutput(tensor.Present, views[i]);
        }

        return views;
    }

    /// <summary>Gives all memory back.</summary>
    public void Dispose()
    {
        foreach (NativeBuffer buffer in _memory)
        {
            buffer.Dispose();
        }

        (_memory, Count, Rows) = ([], 0, 0);
    }

    private NativeBuffer[] Allocate(int count, int rows)
    {
        var memory = new List<NativeBuffer>(tensors.Count);
        try
        {
            foreach (KvTensor tensor in tensors)
            {
                memory.Add(new NativeBuffer(count * tensor.BytesOf(rows)));
            }

            return [.. memory];
        }
        catch
        {
            memory.ForEach(buffer => buffer.Dispose());
            throw;
        }
    }

    private Block BlockOf(int tensor, NativeBuffer memory, int rows, int slot) => new(memory, slot * tensors[tensor].BytesOf(rows), rows);

    private static Block BlockOf(SharedKvCache cache, int tensor) => new(cache.MemoryOf(tensor), 0, cache.Rows);

    private static void Copy(KvTensor tensor, Block source, Block target, int first, int count)
    {
        for (int head = 0; head < tensor.Heads; head++)
        {
            long from = source.Offset + ((((long)head * source.Rows) + first) * tensor.RowBytes);
            long to = target.Offset + ((((long)head * target.Rows) + first) * tensor.RowBytes);
            source.Memory.CopyTo(from, target.Memory, to, (long)count * tensor.RowBytes);
        }
    }

    /// <summary>The rows of one sequence in one tensor.</summary>
    private readonly record struct Block(NativeBuffer Memory, long Offset, int Rows);
}
