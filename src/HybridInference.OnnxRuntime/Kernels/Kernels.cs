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

    /// <inheritdoc cref="Int4Row{TLanes, TVector}.Multiply"/>
    public static void MultiplyRow(KernelSet set, in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRow row, float* to)
    {
        switch (set)
        {
            case KernelSet.Avx512:
                Int4Row<Avx512Int4Lanes, Vector512<float>>.Multiply(weights, firstColumn, endColumn, row, to);
                break;
            case KernelSet.AvxVnni:
                Int4Row<Avx2Int4Lanes<AvxVnniDot>, Vector256<float>>.Multiply(weights, firstColumn, endColumn, row, to);
                break;
            default:
                Int4Row<Avx2Int4Lanes<Avx2Dot>, Vector256<float>>.Multiply(weights, firstColumn, endColumn, row, to);
                break;
        }
    }

    /// <inheritdoc cref="Avx512Tile.Multiply"/>
    public static void MultiplyTile(
        KernelSet set, byte* panel, float* weightScales, in QuantizedRows rows, int row, int firstBlock, int blocks, float* to, nint stride, bool adds)
    {
        switch (set)
        {
            case KernelSet.Avx512:
                Avx512Tile.Multiply(panel, weightScales, rows, row, firstBlock, blocks, to, stride, adds);
                break;
            case KernelSet.AvxVnni:
                Avx2Tile<AvxVnniDot>.Multiply(panel, weightScales, rows, row, firstBlock, blocks, to, stride, adds);
                break;
            default:
                Avx2Tile<Avx2Dot>.Multiply(panel, weightScales, rows, row, firstBlock, blocks, to, stride, adds);
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
