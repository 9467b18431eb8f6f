using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Owns a block of native memory, aligned for vector instructions, whose address never changes.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const nuint Alignment = 64;

    private void* _memory;

    /// <exception cref="OutOfMemoryException">The memory is not to be had.</exception>
    public NativeBuffer(long bytes)
    {
        // Never zero bytes, so that an empty tensor has an address too.
        Bytes = Math.Max(bytes, (long)Alignment);
        _memory = NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
        GC.AddMemoryPressure(Bytes);
    }

    public long Bytes { get; }

    public nint Address => (nint)_memory;

    /// <summary>Gets the first <paramref name="count"/> elements.</summary>
    public Span<T> AsSpan<T>(int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)count * sizeof(T), Bytes);
        return new Span<T>(_memory, count);
    }

    /// <summary>Copies a part of this block to another.</summary>
    public void CopyTo(long offset, NativeBuffer target, long targetOffset, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + bytes, Bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(targetOffset + bytes, target.Bytes);
        Buffer.MemoryCopy((byte*)_memory + offset, (byte*)target._memory + targetOffset, bytes, bytes);
    }

    public void Dispose()
    {
        if (_memory is not null)
        {
            NativeMemory.AlignedFree(_memory);
            _memory = null;
            GC.RemoveMemoryPressure(Bytes);
        }
    }
}
