using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Weights that the next section will read, which threads without work bring from memory into their cache.</summary>
/// <remarks>Between two sections the memory would otherwise be idle, though what it can give is what a token takes most of its time for.</remarks>
internal unsafe struct ComputeFetch
{
    /// <summary>The most that a thread fetches: half of a second-level cache.</summary>
    private const long MaxBytes = 1 << 19;

    private const int Line = 64;

    /// <summary>The lines of weights for each line of scales.</summary>
    private const int LinesPerScales = 4;

    /// <summary>The weights that are fetched in a step.</summary>
    private const int StepBytes = 16 * Line;

    public byte* Values;

    public byte* Scales;

    /// <summary>The bytes of the weights.</summary>
    public long Bytes;

    public static ComputeFetch Of(in Int4Weights weights) => new()
    {
        Values = weights.Values,
        Scales = (byte*)weights.Scales,
        Bytes = (long)weights.Columns * weights.Blocks * Int4Weights.BlockBytes,
    };

    /// <summary>Fetches a step of a helper, counted from 0; the first ones are at the end, where helpers begin.</summary>
    /// <returns>Whether there is more.</returns>
    public readonly bool TryFetch(int step, int helper, int helpers)
    {
        long at = Bytes - ((((long)step * helpers) + helper + 1) * StepBytes);
        if (at < 0 || (long)step * StepBytes >= MaxBytes)
        {
            return false;
        }

        for (long i = at; i < at + StepBytes; i += LinesPerScales * Line)
        {
            Sse.Prefetch1(Values + i);
            Sse.Prefetch1(Values + i + Line);
            Sse.Prefetch1(Values + i + (2 * Line));
            Sse.Prefetch1(Values + i + (3 * Line));
            Sse.Prefetch1(Scales + (i / LinesPerScales));
        }

        return true;
    }
}
