namespace HybridInference.OnnxRuntime;

/// <summary>Memory for the time of one run of a node, from the session's own allocator, which keeps it for the next one.</summary>
internal readonly unsafe ref struct OrtScratch
{
    private static readonly void* MemoryInfo = OrtNative.CreateMemoryInfo();

    private readonly void* _allocator;

    public OrtScratch(void* context, long size)
    {
        _allocator = OrtNative.AllocatorOf(context, MemoryInfo);
        try
        {
            Memory = OrtNative.Allocate(_allocator, size);
        }
        catch
        {
            OrtNative.Release(_allocator);
            throw;
        }
    }

    public byte* Memory { get; }

    public void Dispose()
    {
        OrtNative.Free(_allocator, Memory);
        OrtNative.Release(_allocator);
    }
}
