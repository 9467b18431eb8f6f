using System.Numerics.Tensors;
using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class LargestLogitTests
{
    [Fact]
    public void IndexOf_AnyLogits_GivesALargestOne()
    {
        Gen<float> logit = Gen.Frequency((20, Gen.Float[-9, 9]), (1, Gen.Const(float.NegativeInfinity)), (1, Gen.Const(float.PositiveInfinity)), (1, Gen.Const(0f)), (1, Gen.Const(-0f)));
        logit.Array[1, 100].Sample(logits => Assert.Equal(TensorPrimitives.Max<float>(logits), logits[LargestLogit.IndexOf(logits)]));
    }

    [Fact]
    public void IndexOf_OneIsNotANumber_GivesIt() => Gen.Select(Gen.Float[-9, 9].Array[1, 100], Gen.Int[0, 99]).Sample((logits, index) =>
    {
        int at = index % logits.Length;
        logits[at] = float.NaN;
        Assert.Equal(at, LargestLogit.IndexOf(logits));
    });

    [Fact]
    public void IndexOf_SeveralAreTheLargest_GivesTheFirst() => Assert.Equal(3, LargestLogit.IndexOf([.. Enumerable.Range(0, 100).Select(i => i % 7 == 3 ? 5f : 1f)]));
}
