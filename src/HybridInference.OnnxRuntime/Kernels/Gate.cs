using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>The gate of a feed-forward layer: one number, times its own sigmoid, times another (SwiGLU; Shazeer, 2020).</summary>
internal static unsafe class Gate<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : struct
{
    [MethodImpl(Kernels.Loop)]
    public static void Open(float* gates, float* values, float* to, int count)
    {
        int i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
        {
            // The power of a number above 0 could be too large.
            TVector gate = TLanes.Load(gates + i), power = NegativeExp<TLanes, TVector>.Of(TLanes.Subtract(default, TLanes.Abs(gate)));
            TVector part = TLanes.IfLess(gate, default, power, TLanes.Create(1));
            TVector opened = TLanes.Divide(TLanes.Multiply(gate, part), TLanes.Add(power, TLanes.Create(1)));
            TLanes.Store(TLanes.Multiply(opened, TLanes.Load(values + i)), to + i);
        }

        for (; i < count; i++)
        {
            to[i] = gates[i] / (1 + MathF.Exp(-gates[i])) * values[i];
        }
    }
}
