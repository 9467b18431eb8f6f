using System.Diagnostics;

namespace EndToEnd.Tests.Semantics.Soak;

/// <summary>What this process holds.</summary>
/// <param name="HeapBytes">The managed heap after a full collection.</param>
/// <param name="Handles">Open handles; on Linux files and sockets.</param>
/// <param name="Threads">Threads.</param>
internal readonly record struct ProcessState(long HeapBytes, int Handles, int Threads)
{
    private const int Collections = 3;

    public static ProcessState Measure()
    {
        for (int i = 0; i < Collections; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return new(GC.GetTotalMemory(forceFullCollection: true), process.HandleCount, process.Threads.Count);
    }

    public override string ToString() => $"{HeapBytes / 1024} KiB heap, {Handles} handles, {Threads} threads";
}
