using System.Diagnostics;

namespace HybridInference.Benchmarks;

/// <summary>What the first call of the detector costs in a new process: time, and the memory that its tables keep.</summary>
internal static class PiiStart
{
    public static void Run()
    {
        string[] texts = [.. PiiPrompts.Write(isPrivate: true), PiiRecords.Write(2000), PiiProse.Write(2000, isTypographic: true)];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        PiiDetector.Default.ContainsAny(texts[0], minScore: 2);
        TimeSpan first = Stopwatch.GetElapsedTime(start);
        foreach (string text in texts)
        {
            PiiDetector.Default.ContainsAny(text, minScore: 2);
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(texts);
        Console.WriteLine($"First call: {first.TotalMilliseconds:F1} ms. Kept by tables and buffers: {(after - before) / 1000.0:F0} KB.");
    }
}
