namespace HybridInference.OnnxRuntime;

/// <summary>Memory for the time of one run of a node: of the team that runs it, if that is enough, or else from the session's own allocator, which keeps it for the next one.</summary>
internal readonly unsafe ref struct OrtScratch
{
    private static readonly void* MemoryInfo = OrtNative.CreateMemoryInfo();

    private readonly void* _allocator;

    public OrtScratch(void* context, long size)
    {
        if (ComputeTeam.Current is { } team && size <= ComputeTeam.MemorySize)
        {
            Memory = team.Memory;
            return;
        }

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
        if (_allocator is not null)
        {
            OrtNative.Free(_allocator, Memory);
            OrtNative.Release(_allocator);
        }
    }
}
