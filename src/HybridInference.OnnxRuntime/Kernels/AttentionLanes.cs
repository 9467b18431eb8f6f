using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Lets queries attend to the same keys and values as <see cref="AttentionTile{TLanes, TVector}"/> does, but as many as a vector has lanes.</summary>
/// <remarks>
/// Each query is a lane, so that the products of a key are a vector: neither they nor what is done with them has to be added up or compared across lanes. With
/// few lanes the loads take longer than that.
/// </remarks>
internal static unsafe class AttentionLanes<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : struct
{
    /// <summary>The keys whose weights are in memory at once: so few that the nearest cache keeps the values, which are read for each four queries.</summary>
    private const int Chunk = 64;

    /// <summary>The keys that are multiplied at once.</summary>
    private const int Keys = 8;

    /// <summary>The queries whose results are added up at once.</summary>
    private const int Group = AttentionStep.TileQueries;

    /// <summary>Computes what queries have from keys, of which the results can be combined with those of other keys.</summary>
    /// <param name="queries">The queries, which have been scaled.</param>
    /// <param name="keys">The keys, one behind the other.</param>
    /// <param name="values">The values, one behind the other.</param>
    /// <param name="size">The numbers of a query, a key and a value.</param>
    /// <param name="ends">The number of keys that each query may look at, the smallest first and the largest last.</param>
    /// <param name="sums">Where the results go.</param>
    [SkipLocalsInit]
    public static void Attend(float** queries, float* keys, float* values, int size, int* ends, in AttentionSums sums)
    {
        float* lanes = stackalloc float[TLanes.Count * size];
        float* weights = stackalloc float[TLanes.Count * Chunk];
        AttentionQueries.Fill(queries, TLanes.Count, size, lanes);
        sums.Clear(size);
        int end = ends[TLanes.Count - 1];
        for (int first = 0; first < end; first += Chunk, keys += Chunk * (nint)size, values += Chunk * (nint)size)
        {
            int count = Math.Min(Chunk, end - first);
            TVector largest = Multiply(lanes, keys, values, size, count, TLanes.Load(sums.Largest), weights);
            if (first + count > ends[0])
            {
                largest = Hide(weights, first, count, ends, TLanes.Load(sums.Largest));
            }

            Weigh(weights, size, count, largest, sums);
            for (int query = 0; query < TLanes.Count; query += Group)
            {
                AttentionValues<TLanes, TVector>.Sum(weights + query, 1, TLanes.Count, values, size, count, sums.Values + (query * size), isReadOnce: false);
            }
        }
    }

    /// <summary>Multiplies queries with keys, and gives the largest product of each query. Further keys, and the values of these, are fetched meanwhile.</summary>
    [MethodImpl(Kernels.Loop)]
    private static TVector Multiply(float* queries, float* keys, float* values, int size, int count, TVector largest, float* products)
    {
        for (int key = 0; key < count; key += Keys, keys += Keys * (nint)size, values += Keys * (nint)size, products += Keys * TLanes.Count)
        {
            AttentionValues<TLanes, TVector>.Prefetch((byte*)(keys + (2 * Keys * (nint)size)), Keys * size * sizeof(float));
            AttentionValues<TLanes, TVector>.Prefetch((byte*)values, Keys * size * sizeof(float));
            int last = count - 1 - key;
            float* x0 = keys, x1 = RowAt(keys, size, 1, last), x2 = RowAt(keys, size, 2, last), x3 = RowAt(keys, size, 3, last);
            float* x4 = RowAt(keys, size, 4, last), x5 = RowAt(keys, size, 5, last), x6 = RowAt(keys, size, 6, last), x7 = RowAt(keys, size, 7, last);
            TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
            float* query = queries;
            for (nint i = 0; i < size; i++, query += TLanes.Count)
            {
                TVector numbers = TLanes.Load(query);
                a0 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x0 + i), a0);
                a1 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x1 + i), a1);
                a2 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x2 + i), a2);
                a3 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x3 + i), a3);
                a4 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x4 + i), a4);
                a5 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x5 + i), a5);
                a6 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x6 + i), a6);
                a7 = TLanes.MultiplyAdd(numbers, TLanes.Broadcast(x7 + i), a7);
            }

            Store(products, a0, a1, a2, a3);
            Store(products + (4 * TLanes.Count), a4, a5, a6, a7);
            TVector half = TLanes.Max(TLanes.Max(a0, a1), TLanes.Max(a2, a3)), other = TLanes.Max(TLanes.Max(a4, a5), TLanes.Max(a6, a7));
            largest = TLanes.Max(largest, TLanes.Max(half, other));
        }

        return largest;
    }

    /// <summary>Makes the products infinitely small of keys that a query may not look at, and gives the largest of the others.</summary>
    private static TVector Hide(float* products, int first, int count, int* ends, TVector largest)
    {
        for (int key = 0; key < count; key++, products += TLanes.Count)
        {
            for (int i = 0; i < TLanes.Count && ends[i] <= first + key; i++)
            {
                products[i] = float.NegativeInfinity;
            }

            largest = TLanes.Max(largest, TLanes.Load(products));
        }

        return largest;
    }

    /// <summary>Turns products into weights, and makes what there is as small as they are.</summary>
    private static void Weigh(float* products, int size, int count, TVector largest, in AttentionSums sums)
    {
        float* factors = stackalloc float[TLanes.Count];
        TLanes.Store(Weigh(products, count, largest, sums), factors);
        for (int i = 0; i < TLanes.Count; i++)
        {
            if (factors[i] < 1)
            {
                float* results = sums.Values + (i * size);
                AttentionWeights<TLanes, TVector>.Multiply(results, factors[i], results, size);
            }
        }
    }

    /// <summary>Turns products into weights, adds them up, and gives what earlier sums have to be multiplied with, as a larger product has come.</summary>
    [MethodImpl(Kernels.Loop)]
    private static TVector Weigh(float* products, int count, TVector largest, in AttentionSums sums)
    {
        TVector factors = NegativeExp<TLanes, TVector>.Of(TLanes.Subtract(TLanes.Load(sums.Largest), largest));
        TVector sum = TLanes.Multiply(TLanes.Load(sums.Weights), factors);
        for (float* end = products + (count * TLanes.Count); products < end; products += TLanes.Count)
        {
            TVector weights = NegativeExp<TLanes, TVector>.Of(TLanes.Subtract(TLanes.Load(products), largest));
            TLanes.Store(weights, products);
            sum = TLanes.Add(sum, weights);
        }

        TLanes.Store(sum, sums.Weights);
        TLanes.Store(largest, sums.Largest);
        return factors;
    }

    /// <summary>Gets one of the next keys; of fewer than eight the last is taken again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* RowAt(float* keys, int size, int index, int last) => keys + (Math.Min(index, last) * (nint)size);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, TVector a, TVector b, TVector c, TVector d)
    {
        TLanes.Store(a, to);
        TLanes.Store(b, to + TLanes.Count);
        TLanes.Store(c, to + (2 * TLanes.Count));
        TLanes.Store(d, to + (3 * TLanes.Count));
    }
}
