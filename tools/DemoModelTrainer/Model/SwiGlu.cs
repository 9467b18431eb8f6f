using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The gated activation <c>gate * sigmoid(gate) * up</c>.</summary>
internal static class SwiGlu
{
    public static void Forward(ReadOnlySpan<float> gate, ReadOnlySpan<float> up, Span<float> output)
    {
        TensorPrimitives.Sigmoid(gate, output);
        TensorPrimitives.Multiply(output, gate, output);
        TensorPrimitives.Multiply(output, up, output);
    }

    /// <summary>Writes the gradients of both inputs. <paramref name="gateGradient"/> may not overlap the other spans.</summary>
    public static void Backward(
        ReadOnlySpan<float> gate,
        ReadOnlySpan<float> up,
        ReadOnlySpan<float> outputGradient,
        Span<float> gateGradient,
        Span<float> upGradient)
    {
        TensorPrimitives.Sigmoid(gate, gateGradient);
        for (var i = 0; i < gate.Length; i += Vector512<float>.Count)
        {
            var x = Vector512.Create(gate[i..]);
            var sigmoid = Vector512.Create<float>(gateGradient[i..]);
            var dy = Vector512.Create(outputGradient[i..]);
            var derivative = sigmoid * (Vector512<float>.One + (x * (Vector512<float>.One - sigmoid)));
            (dy * x * sigmoid).CopyTo(upGradient[i..]);
            (dy * Vector512.Create(up[i..]) * derivative).CopyTo(gateGradient[i..]);
        }
    }
}
