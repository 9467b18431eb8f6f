using System.Numerics.Tensors;

namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Root-mean-square normalisation of each row, scaled by a weight per column.</summary>
internal static class RmsNorm
{
    /// <summary>Writes the normalised rows, and the reciprocal root mean square of each row for the backward pass.</summary>
    public static void Forward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> weight, Span<float> output, Span<float> inverseRms, float epsilon)
    {
        var width = weight.Length;
        for (var row = 0; row < inverseRms.Length; row++)
        {
            var x = input.Slice(row * width, width);
            var y = output.Slice(row * width, width);
            var inverse = 1f / MathF.Sqrt((TensorPrimitives.SumOfSquares(x) / width) + epsilon);
            inverseRms[row] = inverse;
            TensorPrimitives.Multiply(x, inverse, y);
            TensorPrimitives.Multiply(y, weight, y);
        }
    }

    /// <summary>Adds the gradients of the input and of the weight. The output gradient is used as working space.</summary>
    public static void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> weight,
        ReadOnlySpan<float> inverseRms,
        Span<float> outputGradient,
        Span<float> inputGradient,
        Span<float> weightGradient)
    {
        var width = weight.Length;
        Span<float> product = stackalloc float[width];
        for (var row = 0; row < inverseRms.Length; row++)
        {
            var x = input.Slice(row * width, width);
            var dy = outputGradient.Slice(row * width, width);
            var dx = inputGradient.Slice(row * width, width);
            var inverse = inverseRms[row];

            TensorPrimitives.Multiply(dy, x, product);
            TensorPrimitives.MultiplyAdd(product, inverse, weightGradient, weightGradient);
            TensorPrimitives.Multiply(dy, weight, dy);
            var shared = -TensorPrimitives.Dot(dy, x) * inverse * inverse * inverse / width;
            TensorPrimitives.MultiplyAdd(dy, inverse, dx, dx);
            TensorPrimitives.MultiplyAdd(x, shared, dx, dx);
        }
    }
}
