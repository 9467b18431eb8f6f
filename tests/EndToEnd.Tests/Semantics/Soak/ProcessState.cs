using System.Diagnostics;

namespace EndToEnd.Tests.Semantics.Soak;

/// <summary>What this process holds.</summary>
/// <param name="HeapBytes">The managed heap after full collections.</param>
/// <param name="Handles">Open handles; on Linux files and sockets.</param>
/// <param name="Threads">Threads.</param>
internal readonly record struct ProcessState(long HeapBytes, int Handles, int Threads)
{
    private const int Measurements = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Measures several times and takes the smallest heap: connections close, and pools are trimmed, a while after their last use.</summary>
    public static async Task<ProcessState> MeasureAsync(CancellationToken cancellationToken)
    {
        long heap = long.MaxValue;
        for (int i = 0; i < Measurements; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            heap = Math.Min(heap, GC.GetTotalMemory(forceFullCollection: true));
            await Task.Delay(Pause, cancellationToken);
        }

        using var process = Process.GetCurrentProcess();
        return new(heap, process.HandleCount, process.Threads.Count);
    }

    public override string ToString() => $"{HeapBytes / 1024} KiB heap, {Handles} handles, {Threads} threads";
}
