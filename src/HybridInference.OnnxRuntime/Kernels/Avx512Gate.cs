using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>The gate of a feed-forward layer: one number, times its own sigmoid, times another (SwiGLU; Shazeer, 2020).</summary>
internal static unsafe class Avx512Gate
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Open(float* gates, float* values, float* to, int count)
    {
        int i = 0;
        for (; i + Vector512<float>.Count <= count; i += Vector512<float>.Count)
        {
            // The power of a number above 0 could be too large.
            Vector512<float> gate = Vector512.Load(gates + i), power = Avx512Exp.OfNegative(-Vector512.Abs(gate));
            Vector512<float> part = Vector512.ConditionalSelect(Vector512.LessThan(gate, Vector512<float>.Zero), power, Vector512<float>.One);
            (gate * part / (power + Vector512<float>.One) * Vector512.Load(values + i)).Store(to + i);
        }

        for (; i < count; i++)
        {
            to[i] = gates[i] / (1 + MathF.Exp(-gates[i])) * values[i];
        }
    }
}
