using System.Numerics.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>The normalisation of rows by the root of their mean square (RMSNorm; Zhang and Sennrich, 2019), after another row was added to each.</summary>
internal unsafe struct InputNormalization
{
    /// <summary>The rows that are added, or null where nothing is normalised.</summary>
    public float* Skip;

    /// <summary>What each number of a row is multiplied with in the end.</summary>
    public float* Weights;

    /// <summary>Where the sums go.</summary>
    public float* Sums;

    /// <summary>What is added to the mean square.</summary>
    public float Epsilon;

    /// <summary>Normalises a row of a length.</summary>
    public readonly void Apply(int row, float* from, int length, float* to)
    {
        nint at = (nint)row * length;
        var sums = new Span<float>(Sums + at, length);
        TensorPrimitives.Add(new ReadOnlySpan<float>(from, length), new ReadOnlySpan<float>(Skip + at, length), sums);
        float factor = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(sums) / length) + Epsilon);
        var result = new Span<float>(to, length);
        TensorPrimitives.Multiply(sums, factor, result);
        TensorPrimitives.Multiply(result, new ReadOnlySpan<float>(Weights, length), result);
    }
}
