using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Puts queries into the lanes of vectors: number by number, and of each number query by query.</summary>
internal static unsafe class AttentionQueries
{
    /// <summary>The queries, and the numbers of each, that are moved at once.</summary>
    private const int Block = 4;

    /// <summary>Puts queries, a multiple of four, into lanes.</summary>
    public static void Fill(float** queries, int count, int size, float* to)
    {
        for (int first = 0; first < count; first += Block)
        {
            for (int i = 0; i < size; i += Block)
            {
                FillBlock(queries + first, i, to + (i * count) + first, count);
            }
        }
    }

    private static void FillBlock(float** queries, int from, float* to, int stride)
    {
        Vector128<float> a = Vector128.Load(queries[0] + from), b = Vector128.Load(queries[1] + from);
        Vector128<float> c = Vector128.Load(queries[2] + from), d = Vector128.Load(queries[3] + from);
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b), cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).Store(to);
        Sse.MoveHighToLow(cdLow, abLow).Store(to + stride);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(to + (2 * stride));
        Sse.MoveHighToLow(cdHigh, abHigh).Store(to + (3 * stride));
    }
}
