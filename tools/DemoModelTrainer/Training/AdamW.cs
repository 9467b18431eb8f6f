using System.Runtime.Intrinsics;
using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Training;

/// <summary>The Adam optimizer with decoupled weight decay; vectors, which are norms, do not decay.</summary>
internal sealed class AdamW(ParameterLayout layout, float weightDecay)
{
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.98f;
    private const float Epsilon = 1e-8f;

    /// <summary>The running mean of the gradient.</summary>
    public float[] FirstMoment { get; } = new float[layout.Length];

    /// <summary>The running mean of the squared gradient.</summary>
    public float[] SecondMoment { get; } = new float[layout.Length];

    /// <summary>Updates the weights.</summary>
    /// <param name="values">The weights.</param>
    /// <param name="gradients">The gradients, before scaling.</param>
    /// <param name="gradientScale">The factor that clips the gradients.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="step">The number of this step, from one.</param>
    public void Step(float[] values, float[] gradients, float gradientScale, float learningRate, int step)
    {
        var firstCorrection = 1f / (1f - MathF.Pow(FirstDecay, step));
        var secondCorrection = 1f / (1f - MathF.Pow(SecondDecay, step));
        foreach (var tensor in layout.Tensors)
        {
            var keep = tensor.IsVector ? 1f : 1f - (learningRate * weightDecay);
            for (var i = tensor.Offset; i < tensor.Offset + tensor.Length; i += Vector512<float>.Count)
            {
                var gradient = Vector512.Create(gradients, i) * gradientScale;
                var first = (Vector512.Create(FirstMoment, i) * FirstDecay) + (gradient * (1f - FirstDecay));
                var second = (Vector512.Create(SecondMoment, i) * SecondDecay) + (gradient * gradient * (1f - SecondDecay));
                first.CopyTo(FirstMoment, i);
                second.CopyTo(SecondMoment, i);
                var update = first * firstCorrection / (Vector512.Sqrt(second * secondCorrection) + Vector512.Create(Epsilon));
                ((Vector512.Create(values, i) * keep) - (update * learningRate)).CopyTo(values, i);
            }
        }
    }
}
