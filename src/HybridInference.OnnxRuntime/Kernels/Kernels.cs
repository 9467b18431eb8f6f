using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>Calls the kernels for a set of instructions.</summary>
internal static unsafe class Kernels
{
    /// <summary>
    /// How the loops of kernels are compiled: fully from the first call on, and each by itself. Inlined into a method that calls it, a loop would use up what the
    /// compiler inlines into one method, and the steps that it consists of would become calls.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Multiplies one to four rows with a panel.</summary>
    public static void MultiplyTile(KernelSet set, in Int4Tile tile, int rows)
    {
        switch (rows)
        {
            case 1:
                MultiplyTile<OneRow>(set, tile);
                break;
            case 2:
                MultiplyTile<TwoRows>(set, tile);
                break;
            case 3:
                MultiplyTile<ThreeRows>(set, tile);
                break;
            default:
                MultiplyTile<FourRows>(set, tile);
                break;
        }
    }

    private static void MultiplyTile<TRows>(KernelSet set, in Int4Tile tile)
        where TRows : IRowCount
    {
        switch (set)
        {
            case KernelSet.Avx512:
                Avx512Tile<TRows>.Multiply(tile);
                break;
            case KernelSet.AvxVnni:
                Avx2Tile<AvxVnniDot, TRows>.Multiply(tile);
                break;
            default:
                Avx2Tile<Avx2Dot, TRows>.Multiply(tile);
                break;
        }
    }

    /// <inheritdoc cref="Gate{TLanes, TVector}.Open"/>
    public static void OpenGate(KernelSet set, float* gates, float* values, float* to, int count)
    {
        if (set == KernelSet.Avx512)
        {
            Gate<Avx512Lanes, Vector512<float>>.Open(gates, values, to, count);
        }
        else
        {
            Gate<Avx2Lanes, Vector256<float>>.Open(gates, values, to, count);
        }
    }

    /// <inheritdoc cref="AttentionTile{TLanes, TVector}.Attend(float**, float*, float*, int, int*, float**, bool)"/>
    public static void Attend(KernelSet set, float** queries, float* keys, float* values, int size, int* ends, float** outputs, bool isFetched)
    {
        if (set == KernelSet.Avx512)
        {
            AttentionTile<Avx512Lanes, Vector512<float>>.Attend(queries, keys, values, size, ends, outputs, isFetched);
        }
        else
        {
            AttentionTile<Avx2Lanes, Vector256<float>>.Attend(queries, keys, values, size, ends, outputs, isFetched);
        }
    }

    /// <inheritdoc cref="AttentionTile{TLanes, TVector}.Attend(float**, float*, float*, int, int*, in AttentionSums, bool)"/>
    public static void Attend(
        KernelSet set, float** queries, float* keys, float* values, int size, int* ends, in AttentionSums sums, bool isFetched)
    {
        if (set == KernelSet.Avx512)
        {
            AttentionTile<Avx512Lanes, Vector512<float>>.Attend(queries, keys, values, size, ends, sums, isFetched);
        }
        else
        {
            AttentionTile<Avx2Lanes, Vector256<float>>.Attend(queries, keys, values, size, ends, sums, isFetched);
        }
    }
}
