using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns queries and keys by angles that depend on their position: rotary embedding, the two numbers of a pair half of a head apart.</summary>
internal unsafe struct Rotation
{
    public float* Cosines;

    public float* Sines;

    /// <summary>The pairs that are turned; 0 for none. Numbers behind them stay as they are.</summary>
    public int Pairs;

    /// <summary>The positions that there are angles for.</summary>
    public int Positions;

    /// <summary>Turns a head of a size, and multiplies it.</summary>
    [MethodImpl(Kernels.Loop)]
    public readonly void Turn(float* head, int position, float factor, float* to, int size)
    {
        float* cosines = Cosines + ((nint)position * Pairs), sines = Sines + ((nint)position * Pairs);
        int i = 0;
        for (; i + Vector256<float>.Count <= Pairs; i += Vector256<float>.Count)
        {
            Vector256<float> first = Vector256.Load(head + i) * factor, second = Vector256.Load(head + Pairs + i) * factor;
            Vector256<float> cosine = Vector256.Load(cosines + i), sine = Vector256.Load(sines + i);
            ((first * cosine) - (second * sine)).Store(to + i);
            ((second * cosine) + (first * sine)).Store(to + Pairs + i);
        }

        for (; i < Pairs; i++)
        {
            float first = head[i] * factor, second = head[Pairs + i] * factor;
            to[i] = (first * cosines[i]) - (second * sines[i]);
            to[Pairs + i] = (second * cosines[i]) + (first * sines[i]);
        }

        for (i = 2 * Pairs; i < size; i++)
        {
            to[i] = head[i] * factor;
        }
    }
}
