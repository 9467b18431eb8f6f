using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>What the queries of a tile have from a range of keys: the largest products, and sums of weights and of weighted values beside them.</summary>
internal unsafe struct AttentionSums
{
    /// <summary>The queries.</summary>
    public int Queries;

    public float* Largest;

    public float* Weights;

    /// <summary>The sums of values, one query after the other.</summary>
    public float* Values;

    /// <summary>Gets the numbers that it consists of.</summary>
    public static int SizeOf(int queries, int headSize) => queries * (headSize + 2);

    /// <summary>Divides memory of <see cref="SizeOf"/>.</summary>
    public static AttentionSums At(float* memory, int queries) => new()
    {
        Queries = queries,
        Largest = memory,
        Weights = memory + queries,
        Values = memory + (2 * queries),
    };

    public readonly void Clear(int headSize)
    {
        // Finite, as there may be a query that may look at none of the keys.
        new Span<float>(Largest, Queries).Fill(float.MinValue);
        new Span<float>(Weights, Queries * (1 + headSize)).Clear();
    }

    /// <summary>Computes the result of a query from the sums of several ranges of keys.</summary>
    /// <param name="memory">The sums of the first range.</param>
    /// <param name="stride">How far they are from those of the next one.</param>
    /// <param name="ranges">The ranges.</param>
    /// <param name="queries">The queries of the tile.</param>
    /// <param name="query">The query.</param>
    /// <param name="headSize">The numbers of a value.</param>
    /// <param name="to">Where the result goes.</param>
    [SkipLocalsInit]
    public static void Combine(float* memory, int stride, int ranges, int queries, int query, int headSize, float* to)
    {
        float* factors = stackalloc float[ranges];
        float largest = float.MinValue, total = 0;
        for (int i = 0; i < ranges; i++)
        {
            largest = Math.Max(largest, At(memory + (i * stride), queries).Largest[query]);
        }

        for (int i = 0; i < ranges; i++)
        {
            AttentionSums sums = At(memory + (i * stride), queries);
            factors[i] = sums.Largest[query] == largest ? 1 : MathF.Exp(sums.Largest[query] - largest);
            total += sums.Weights[query] * factors[i];
        }

        Add(At(memory, queries).Values + (query * headSize), stride, ranges, factors, 1 / total, headSize, to);
    }

    [MethodImpl(Kernels.Loop)]
    private static void Add(float* values, int stride, int ranges, float* factors, float factor, int count, float* to)
    {
        for (int i = 0; i < count; i += Vector256<float>.Count)
        {
            Vector256<float> sum = default;
            for (int range = 0; range < ranges; range++)
            {
                sum += Vector256.Load(values + (range * stride) + i) * factors[range];
            }

            (sum * factor).Store(to + i);
        }
    }
}
