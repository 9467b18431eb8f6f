using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>What the next section will read, which threads without work bring from memory into their cache: weights and their scales, or keys and their values.</summary>
/// <remarks>Between two sections the memory would otherwise be idle, though what it can give is what a token takes most of its time for.</remarks>
internal unsafe struct ComputeFetch
{
    /// <summary>The most that a thread fetches: half of a second-level cache.</summary>
    private const long MaxBytes = 1 << 19;

    private const int Line = 64;

    /// <summary>The weights or keys that are fetched in a step.</summary>
    private const int StepBytes = 16 * Line;

    /// <summary>A byte of scales for each four of weights.</summary>
    private const int HalvingsOfScales = 2;

    private byte* _first;
    private byte* _second;

    /// <summary>How many times half of its size the second has.</summary>
    private int _halvings;

    /// <summary>The bytes of the first, in blocks, and from the start of each block to the next one.</summary>
    private long _bytes;
    private long _blockBytes;
    private long _blockStride;

    public static ComputeFetch Of(in Int4Weights weights)
    {
        long bytes = (long)weights.Panels * weights.Blocks * Int4Weights.BlockBytes;
        return new ComputeFetch
        {
            _first = weights.Values,
            _second = (byte*)weights.Scales,
            _halvings = HalvingsOfScales,
            _bytes = bytes,
            _blockBytes = bytes,
            _blockStride = bytes,
        };
    }

    public static ComputeFetch Of(in AttentionStep step)
    {
        long row = (long)step.HeadSize * sizeof(float);
        return new ComputeFetch
        {
            _first = (byte*)step.Keys,
            _second = (byte*)step.Values,
            _bytes = step.Sequences * step.KeyHeads * step.TotalLength * row,
            _blockBytes = step.TotalLength * row,
            _blockStride = step.Rows * row,
        };
    }

    /// <summary>Fetches a step of a helper, counted from 0; the first ones are behind the leader's share, where helpers begin.</summary>
    /// <returns>Whether there is more.</returns>
    public readonly bool TryFetch(int step, int helper, int helpers)
    {
        long at = (_bytes / (helpers + 1)) + ((((long)step * helpers) + helper) * StepBytes);
        if (at + StepBytes > _bytes || _blockBytes <= 0 || step * (StepBytes + ((long)StepBytes >> _halvings)) >= MaxBytes)
        {
            return false;
        }

        long place = (at / _blockBytes * _blockStride) + (at % _blockBytes);
        Fetch(_first + place, StepBytes);
        Fetch(_second + (place >> _halvings), StepBytes >> _halvings);
        return true;
    }

    private static void Fetch(byte* from, int bytes)
    {
        for (int i = 0; i < bytes; i += Line)
        {
            Sse.Prefetch1(from + i);
        }
    }
}
