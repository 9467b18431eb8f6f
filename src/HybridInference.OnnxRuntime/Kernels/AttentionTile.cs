using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>Lets four queries attend to the same keys and values.</summary>
/// <remarks>
/// It goes over the keys in chunks and keeps the largest product so far, the sum of the weights and the weighted values; when a chunk has a larger product, what
/// there is gets smaller by as much (the online softmax of Milakov and Gimelshein, 2018). So the products need no memory but that of a chunk.
/// </remarks>
internal static unsafe class AttentionTile<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : struct
{
    private const int Queries = AttentionStep.TileQueries;
    private const int Chunk = AttentionStep.Chunk;

    /// <summary>The bytes of keys that are fetched before they are needed.</summary>
    private const int Ahead = 4096;

    /// <summary>Computes the results of four queries.</summary>
    /// <param name="queries">The queries, which have been scaled.</param>
    /// <param name="keys">The keys, one behind the other.</param>
    /// <param name="values">The values, one behind the other.</param>
    /// <param name="size">The numbers of a query, a key and a value.</param>
    /// <param name="ends">The number of keys that each query may look at, at least one; the last is the largest.</param>
    /// <param name="outputs">Where the results go; several may be the same for the same query.</param>
    /// <param name="isFetched">Whether the keys and values are fetched, as they come out of memory.</param>
    [SkipLocalsInit]
    public static void Attend(float** queries, float* keys, float* values, int size, int* ends, float** outputs, bool isFetched)
    {
        float* memory = stackalloc float[AttentionSums.SizeOf(GroupAttention.MaxHeadSize)];
        AttentionSums sums = AttentionSums.At(memory);
        Attend(queries, keys, values, size, ends, sums, isFetched);
        for (int i = 0; i < Queries; i++)
        {
            AttentionWeights<TLanes, TVector>.Multiply(sums.Values + (i * size), 1 / sums.Weights[i], outputs[i], size);
        }
    }

    /// <summary>Computes what four queries have from keys, of which the results can be combined with those of other keys.</summary>
    /// <param name="queries">The queries, which have been scaled.</param>
    /// <param name="keys">The keys, one behind the other.</param>
    /// <param name="values">The values, one behind the other.</param>
    /// <param name="size">The numbers of a query, a key and a value.</param>
    /// <param name="ends">The number of keys that each query may look at; the last is the largest.</param>
    /// <param name="sums">Where the results go.</param>
    /// <param name="isFetched">Whether the keys and values are fetched, as they come out of memory.</param>
    [SkipLocalsInit]
    public static void Attend(float** queries, float* keys, float* values, int size, int* ends, in AttentionSums sums, bool isFetched)
    {
        float* weights = stackalloc float[Queries * Chunk];
        sums.Clear(size);
        for (int first = 0; first < ends[Queries - 1]; first += Chunk)
        {
            int count = Math.Min(Chunk, ends[Queries - 1] - first);
            Multiply(queries, keys + ((nint)first * size), size, count, weights, isFetched);
            for (int i = 0; i < Queries; i++)
            {
                Weigh(weights + (i * Chunk), ends[i] - first, count, ref sums.Largest[i], ref sums.Weights[i], sums.Values + (i * size), size);
            }

            AttentionValues<TLanes, TVector>.Sum(weights, values + ((nint)first * size), size, count, sums.Values, isFetched);
        }
    }

    /// <summary>Turns products into weights, and makes what there is as small as they are.</summary>
    private static void Weigh(float* products, int visible, int count, ref float largest, ref float sum, float* results, int size)
    {
        float max = Math.Max(largest, AttentionWeights<TLanes, TVector>.Largest(products, visible, count));
        float factor = MathF.Exp(largest - max);
        sum = (sum * factor) + AttentionWeights<TLanes, TVector>.Weigh(products, max, count);
        largest = max;
        if (factor < 1)
        {
            AttentionWeights<TLanes, TVector>.Multiply(results, factor, results, size);
        }
    }

    /// <summary>Multiplies each query with each key, and fetches meanwhile further keys if they come out of memory.</summary>
    [MethodImpl(Kernels.Loop)]
    private static void Multiply(float** queries, float* keys, int size, int count, float* products, bool isFetched)
    {
        float* q0 = queries[0], q1 = queries[1], q2 = queries[2], q3 = queries[3];
        for (int key = 0; key < count; key += 2)
        {
            // Of an odd number the last is done twice.
            float* x = keys + ((nint)key * size), y = key + 1 < count ? x + size : x;
            if (isFetched)
            {
                AttentionValues<TLanes, TVector>.Prefetch((byte*)x + Ahead, 2 * size * sizeof(float));
            }

            TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (int i = 0; i < size; i += TLanes.Count)
            {
                TVector k0 = TLanes.Load(x + i), k1 = TLanes.Load(y + i);
                AddProducts(q0 + i, k0, k1, ref a0, ref b0);
                AddProducts(q1 + i, k0, k1, ref a1, ref b1);
                AddProducts(q2 + i, k0, k1, ref a2, ref b2);
                AddProducts(q3 + i, k0, k1, ref a3, ref b3);
            }

            Store(TLanes.Total(a0, a1, a2, a3), products + key);
            if (key + 1 < count)
            {
                Store(TLanes.Total(b0, b1, b2, b3), products + key + 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts(float* query, TVector key0, TVector key1, ref TVector sum0, ref TVector sum1)
    {
        TVector numbers = TLanes.Load(query);
        sum0 = TLanes.MultiplyAdd(numbers, key0, sum0);
        sum1 = TLanes.MultiplyAdd(numbers, key1, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> totals, float* to)
    {
        to[0] = totals[0];
        to[Chunk] = totals[1];
        to[2 * Chunk] = totals[2];
        to[3 * Chunk] = totals[3];
    }
}
