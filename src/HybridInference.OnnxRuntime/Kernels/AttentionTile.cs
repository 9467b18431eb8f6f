using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Lets four queries attend to the same keys and values.</summary>
/// <remarks>
/// It goes over the keys in chunks and keeps the largest product so far, the sum of the weights and the weighted values; when a chunk has a larger product, what
/// there is gets smaller by as much (the online softmax of Milakov and Gimelshein, 2018). So the products need no memory but that of a chunk.
/// </remarks>
internal static unsafe class AttentionTile
{
    public const int Queries = 4;

    private const int Chunk = 256;
    private const int Line = 64;

    /// <summary>The bytes of keys that are fetched before they are needed.</summary>
    private const int Ahead = 4096;

    /// <summary>The numbers of a head that are summed up at once.</summary>
    private const int Slice = GroupAttention.HeadSizeStep;

    /// <summary>Computes the results of four queries.</summary>
    /// <param name="queries">The queries, which have been scaled.</param>
    /// <param name="keys">The keys, one behind the other.</param>
    /// <param name="values">The values, one behind the other.</param>
    /// <param name="size">The numbers of a query, a key and a value.</param>
    /// <param name="ends">The number of keys that each query may look at, at least one; the last is the largest.</param>
    /// <param name="outputs">Where the results go; several may be the same for the same query.</param>
    public static void Attend(float** queries, float* keys, float* values, int size, int* ends, float** outputs)
    {
        float* memory = stackalloc float[AttentionSums.SizeOf(GroupAttention.MaxHeadSize)];
        AttentionSums sums = AttentionSums.At(memory);
        Attend(queries, keys, values, size, ends, sums, isReadOnce: false);
        for (int i = 0; i < Queries; i++)
        {
            Avx512Weights.Multiply(sums.Values + (i * size), 1 / sums.Weights[i], outputs[i], size);
        }
    }

    /// <summary>Computes what four queries have from keys, of which the results can be combined with those of other keys.</summary>
    /// <param name="queries">The queries, which have been scaled.</param>
    /// <param name="keys">The keys, one behind the other.</param>
    /// <param name="values">The values, one behind the other.</param>
    /// <param name="size">The numbers of a query, a key and a value.</param>
    /// <param name="ends">The number of keys that each query may look at; the last is the largest.</param>
    /// <param name="sums">Where the results go.</param>
    /// <param name="isReadOnce">Whether no other tile looks at these keys, so that they come out of memory.</param>
    public static void Attend(float** queries, float* keys, float* values, int size, int* ends, in AttentionSums sums, bool isReadOnce)
    {
        float* weights = stackalloc float[Queries * Chunk];
        sums.Clear(size);
        for (int first = 0; first < ends[Queries - 1]; first += Chunk)
        {
            int count = Math.Min(Chunk, ends[Queries - 1] - first);
            Multiply(queries, keys + ((nint)first * size), size, count, weights, isReadOnce ? (nint)((byte*)values - (byte*)keys) : 0);
            for (int i = 0; i < Queries; i++)
            {
                Weigh(weights + (i * Chunk), ends[i] - first, count, ref sums.Largest[i], ref sums.Weights[i], sums.Values + (i * size), size);
            }

            Sum(weights, values + ((nint)first * size), size, count, sums.Values);
        }
    }

    /// <summary>Turns products into weights, and makes what there is as small as they are.</summary>
    private static void Weigh(float* products, int visible, int count, ref float largest, ref float sum, float* results, int size)
    {
        float max = Math.Max(largest, Avx512Weights.Largest(products, visible, count));
        float factor = MathF.Exp(largest - max);
        sum = (sum * factor) + Avx512Weights.Weigh(products, max, count);
        largest = max;
        if (factor < 1)
        {
            Avx512Weights.Multiply(results, factor, results, size);
        }
    }

    /// <summary>Multiplies each query with each key, and fetches meanwhile what comes next: further keys, and what is as far away from these as their values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(float** queries, float* keys, int size, int count, float* products, nint values)
    {
        float* q0 = queries[0], q1 = queries[1], q2 = queries[2], q3 = queries[3];
        for (int key = 0; key < count; key += 2)
        {
            // Of an odd number the last is done twice.
            float* x = keys + ((nint)key * size), y = key + 1 < count ? x + size : x;
            if (values != 0)
            {
                Prefetch((byte*)x, values, 2 * size * sizeof(float));
            }

            Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (int i = 0; i < size; i += Vector512<float>.Count)
            {
                Vector512<float> k0 = Vector512.Load(x + i), k1 = Vector512.Load(y + i);
                Vector512<float> query = Vector512.Load(q0 + i);
                a0 = Avx512F.FusedMultiplyAdd(query, k0, a0);
                b0 = Avx512F.FusedMultiplyAdd(query, k1, b0);
                query = Vector512.Load(q1 + i);
                a1 = Avx512F.FusedMultiplyAdd(query, k0, a1);
                b1 = Avx512F.FusedMultiplyAdd(query, k1, b1);
                query = Vector512.Load(q2 + i);
                a2 = Avx512F.FusedMultiplyAdd(query, k0, a2);
                b2 = Avx512F.FusedMultiplyAdd(query, k1, b2);
                query = Vector512.Load(q3 + i);
                a3 = Avx512F.FusedMultiplyAdd(query, k0, a3);
                b3 = Avx512F.FusedMultiplyAdd(query, k1, b3);
            }

            Store(Avx512Dot.Total(a0, a1, a2, a3), products + key);
            if (key + 1 < count)
            {
                Store(Avx512Dot.Total(b0, b1, b2, b3), products + key + 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* keys, nint values, int bytes)
    {
        for (int i = 0; i < bytes; i += Line)
        {
            Sse.Prefetch0(keys + Ahead + i);
            Sse.Prefetch1(keys + values + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> totals, float* to)
    {
        to[0] = totals[0];
        to[Chunk] = totals[1];
        to[2 * Chunk] = totals[2];
        to[3 * Chunk] = totals[3];
    }

    /// <summary>Adds the weighted values to the results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(float* weights, float* values, int size, int count, float* results)
    {
        for (int slice = 0; slice < size; slice += Slice)
        {
            float* to = results + slice;
            Vector512<float> a0 = Vector512.Load(to), a1 = Vector512.Load(to + 16), b0 = Vector512.Load(to + size), b1 = Vector512.Load(to + size + 16);
            Vector512<float> c0 = Vector512.Load(to + (2 * size)), c1 = Vector512.Load(to + (2 * size) + 16);
            Vector512<float> d0 = Vector512.Load(to + (3 * size)), d1 = Vector512.Load(to + (3 * size) + 16);
            float* value = values + slice;
            for (float* weight = weights; weight < weights + count; weight++, value += size)
            {
                Vector512<float> v0 = Vector512.Load(value), v1 = Vector512.Load(value + 16);
                Vector512<float> w = Vector512.Create(weight[0]);
                a0 = Avx512F.FusedMultiplyAdd(w, v0, a0);
                a1 = Avx512F.FusedMultiplyAdd(w, v1, a1);
                w = Vector512.Create(weight[Chunk]);
                b0 = Avx512F.FusedMultiplyAdd(w, v0, b0);
                b1 = Avx512F.FusedMultiplyAdd(w, v1, b1);
                w = Vector512.Create(weight[2 * Chunk]);
                c0 = Avx512F.FusedMultiplyAdd(w, v0, c0);
                c1 = Avx512F.FusedMultiplyAdd(w, v1, c1);
                w = Vector512.Create(weight[3 * Chunk]);
                d0 = Avx512F.FusedMultiplyAdd(w, v0, d0);
                d1 = Avx512F.FusedMultiplyAdd(w, v1, d1);
            }

            Store(a0, a1, to);
            Store(b0, b1, to + size);
            Store(c0, c1, to + (2 * size));
            Store(d0, d1, to + (3 * size));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> first, Vector512<float> second, float* to)
    {
        first.Store(to);
        second.Store(to + 16);
    }
}
