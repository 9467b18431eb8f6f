using System.Numerics.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>What the four queries of a tile have from a range of keys: the largest products, and sums of weights and of weighted values beside them.</summary>
internal unsafe struct AttentionSums
{
    public float* Largest;

    public float* Weights;

    /// <summary>The sums of values, one query after the other.</summary>
    public float* Values;

    /// <summary>Gets the numbers that it consists of.</summary>
    public static int SizeOf(int headSize) => AttentionStep.TileQueries * (headSize + 2);

    /// <summary>Divides memory of <see cref="SizeOf"/>.</summary>
    public static AttentionSums At(float* memory) => new()
    {
        Largest = memory,
        Weights = memory + AttentionStep.TileQueries,
        Values = memory + (2 * AttentionStep.TileQueries),
    };

    public readonly void Clear(int headSize)
    {
        new Span<float>(Largest, AttentionStep.TileQueries).Fill(float.NegativeInfinity);
        new Span<float>(Weights, AttentionStep.TileQueries * (1 + headSize)).Clear();
    }

    /// <summary>Computes the result of a query from the sums of several ranges, which lie one behind the other.</summary>
    public static void Combine(float* memory, int ranges, int query, int headSize, float* to)
    {
        float largest = float.NegativeInfinity, total = 0;
        for (int i = 0; i < ranges; i++)
        {
            largest = Math.Max(largest, At(memory + (i * SizeOf(headSize))).Largest[query]);
        }

        var result = new Span<float>(to, headSize);
        result.Clear();
        for (int i = 0; i < ranges; i++)
        {
            AttentionSums sums = At(memory + (i * SizeOf(headSize)));
            float factor = MathF.Exp(sums.Largest[query] - largest);
            total += sums.Weights[query] * factor;
            TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(sums.Values + (query * headSize), headSize), factor, result, result);
        }

        TensorPrimitives.Multiply(result, 1 / total, result);
    }
}
