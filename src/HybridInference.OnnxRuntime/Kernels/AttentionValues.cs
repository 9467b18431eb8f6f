using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Adds values, weighted, to the results of four queries.</summary>
internal static unsafe class AttentionValues<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : struct
{
    private const int Chunk = AttentionStep.Chunk;
    private const int Line = 64;

    /// <summary>The values that are added slice by slice before the next ones, which are fetched meanwhile.</summary>
    private const int Block = 16;

    private static int WideSlice => 4 * TLanes.Count;

    private static int NarrowSlice => 2 * TLanes.Count;

    /// <summary>Gets whether there are more than the 16 registers that processors without AVX-512 have.</summary>
    private static bool HasManyRegisters => TLanes.Count == Vector512<float>.Count;

    /// <summary>Adds the weighted values to the results. Out of memory they come fastest in the order in which they lie there.</summary>
    public static void Sum(float* weights, float* values, int size, int count, float* results, bool isFetched)
    {
        int start = 0;
        for (; HasManyRegisters && start + WideSlice <= size; start += WideSlice)
        {
            SumWide(weights, values + start, size, count, results + start);
        }

        int rows = isFetched ? Block : count;
        for (int first = 0; first < count && start < size; first += rows)
        {
            float* block = values + ((nint)first * size);
            if (isFetched)
            {
                Prefetch((byte*)(block + (rows * size)), rows * size * sizeof(float));
            }

            for (int slice = start; slice < size; slice += NarrowSlice)
            {
                SumNarrow(weights + first, block + slice, size, Math.Min(rows, count - first), results + slice);
            }
        }
    }

    /// <summary>Fetches lines of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(byte* from, int bytes)
    {
        for (int i = 0; i < bytes; i += Line)
        {
            Sse.Prefetch0(from + i);
        }
    }

    /// <summary>Adds the two vectors of each value that begin at a place: each result needs two registers.</summary>
    [MethodImpl(Kernels.Loop)]
    private static void SumNarrow(float* weights, float* value, int size, int count, float* to)
    {
        Load(to, out TVector a0, out TVector a1);
        Load(to + size, out TVector b0, out TVector b1);
        Load(to + (2 * size), out TVector c0, out TVector c1);
        Load(to + (3 * size), out TVector d0, out TVector d1);
        for (float* weight = weights; weight < weights + count; weight++, value += size)
        {
            Load(value, out TVector v0, out TVector v1);
            AddWeighted(weight, v0, v1, ref a0, ref a1);
            AddWeighted(weight + Chunk, v0, v1, ref b0, ref b1);
            AddWeighted(weight + (2 * Chunk), v0, v1, ref c0, ref c1);
            AddWeighted(weight + (3 * Chunk), v0, v1, ref d0, ref d1);
        }

        Store(a0, a1, to);
        Store(b0, b1, to + size);
        Store(c0, c1, to + (2 * size));
        Store(d0, d1, to + (3 * size));
    }

    /// <summary>Adds the four vectors of each value that begin at a place: each result needs four registers.</summary>
    [MethodImpl(Kernels.Loop)]
    private static void SumWide(float* weights, float* value, int size, int count, float* to)
    {
        Load(to, out TVector a0, out TVector a1, out TVector a2, out TVector a3);
        Load(to + size, out TVector b0, out TVector b1, out TVector b2, out TVector b3);
        Load(to + (2 * size), out TVector c0, out TVector c1, out TVector c2, out TVector c3);
        Load(to + (3 * size), out TVector d0, out TVector d1, out TVector d2, out TVector d3);
        for (float* weight = weights; weight < weights + count; weight++, value += size)
        {
            Load(value, out TVector v0, out TVector v1, out TVector v2, out TVector v3);
            AddWeighted(weight, v0, v1, ref a0, ref a1);
            AddWeighted(weight, v2, v3, ref a2, ref a3);
            AddWeighted(weight + Chunk, v0, v1, ref b0, ref b1);
            AddWeighted(weight + Chunk, v2, v3, ref b2, ref b3);
            AddWeighted(weight + (2 * Chunk), v0, v1, ref c0, ref c1);
            AddWeighted(weight + (2 * Chunk), v2, v3, ref c2, ref c3);
            AddWeighted(weight + (3 * Chunk), v0, v1, ref d0, ref d1);
            AddWeighted(weight + (3 * Chunk), v2, v3, ref d2, ref d3);
        }

        Store(a0, a1, a2, a3, to);
        Store(b0, b1, b2, b3, to + size);
        Store(c0, c1, c2, c3, to + (2 * size));
        Store(d0, d1, d2, d3, to + (3 * size));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWeighted(float* weight, TVector value0, TVector value1, ref TVector sum0, ref TVector sum1)
    {
        TVector factor = TLanes.Broadcast(weight);
        sum0 = TLanes.MultiplyAdd(factor, value0, sum0);
        sum1 = TLanes.MultiplyAdd(factor, value1, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* from, out TVector first, out TVector second)
    {
        first = TLanes.Load(from);
        second = TLanes.Load(from + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* from, out TVector first, out TVector second, out TVector third, out TVector fourth)
    {
        Load(from, out first, out second);
        Load(from + (2 * TLanes.Count), out third, out fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector first, TVector second, float* to)
    {
        TLanes.Store(first, to);
        TLanes.Store(second, to + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector first, TVector second, TVector third, TVector fourth, float* to)
    {
        Store(first, second, to);
        Store(third, fourth, to + (2 * TLanes.Count));
    }
}
