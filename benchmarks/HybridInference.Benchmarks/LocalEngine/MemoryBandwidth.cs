using System.Diagnostics;
using System.Numerics.Tensors;

namespace HybridInference.Benchmarks;

/// <summary>Measures how fast several threads together read memory that is in no cache.</summary>
internal static class MemoryBandwidth
{
    private const int FloatsPerThread = 64 << 20;
    private const int Rounds = 10;

    /// <summary>Gives the bytes per second of the best of several rounds.</summary>
    public static double Measure(int threads)
    {
        float[][] blocks = [.. Enumerable.Range(0, threads).Select(_ => new float[FloatsPerThread])];
        float sink = 0;
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Parallel.ForEach(blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block => sink += TensorPrimitives.Sum<float>(block));
            best = Math.Max(best, sizeof(float) * (double)FloatsPerThread * threads / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return float.IsNaN(sink) ? 0 : best;
    }
}
