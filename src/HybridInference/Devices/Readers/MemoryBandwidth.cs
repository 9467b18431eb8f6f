using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Measures how fast memory is read: every processor reads its own part of a block larger than most caches, and the best of a few passes counts.</summary>
internal static unsafe class MemoryBandwidth
{
    private const int Passes = 4;
    private const int Alignment = 64;
    private const long BlockBytes = 64L << 20;
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(60);

    /// <summary>Less than this share of the available memory is taken.</summary>
    private const int LeastShare = 8;

    public static DeviceReading<double> Measure()
    {
        if (DeviceMemory.Default.GetAvailableBytes() < BlockBytes * LeastShare)
        {
            return DeviceReading<double>.Unknown("too little memory is available to measure it");
        }

        int parts = Environment.ProcessorCount;
        nuint partBytes = (nuint)(BlockBytes / parts / Alignment * Alignment);
        void* block = NativeMemory.AlignedAlloc(partBytes * (nuint)parts, Alignment);
        try
        {
            return new(Measure((byte*)block, partBytes, parts), $"measured, {BlockBytes >> 20} MiB read by {parts} threads");
        }
        finally
        {
            NativeMemory.AlignedFree(block);
        }
    }

    private static double Measure(byte* block, nuint partBytes, int parts)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = parts };
        Parallel.For(0, parts, options, part => NativeMemory.Fill(block + ((nuint)part * partBytes), partBytes, 1));
        double best = 0;
        long begin = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < Passes && Stopwatch.GetElapsedTime(begin) < Enough; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            Parallel.For(0, parts, options, part => Sum(block + ((nuint)part * partBytes), partBytes));
            best = Math.Max(best, partBytes * (double)parts / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>Sums up a block, in four sums so that no addition waits for the one before. Not inlined, so that it is never left out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static ulong Sum(byte* block, nuint bytes)
    {
        Vector<ulong> a = default, b = default, c = default, d = default;
        nuint width = (nuint)Vector<byte>.Count;
        for (nuint at = 0; at + (4 * width) <= bytes; at += 4 * width)
        {
            a += Vector.LoadAligned((ulong*)(block + at));
            b += Vector.LoadAligned((ulong*)(block + at + width));
            c += Vector.LoadAligned((ulong*)(block + at + (2 * width)));
            d += Vector.LoadAligned((ulong*)(block + at + (3 * width)));
        }

        return Vector.Sum(a + b + c + d);
    }
}
