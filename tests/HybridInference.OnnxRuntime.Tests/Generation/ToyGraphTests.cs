using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class ToyGraphTests
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 75).Select(i => i * 37 % 256)];

    public static IEnumerable<TheoryDataRow<ToyGraph>> Graphs() =>
    [
        new(new ToyGraph()),
        new(new ToyGraph { IntegerType = TensorElementType.Int32 }),
        new(new ToyGraph { FloatType = TensorElementType.Float16 }),
        new(new ToyGraph { HasPositionIds = true }),
        new(new ToyGraph { HasPositionIds = true, IntegerType = TensorElementType.Int32, FloatType = TensorElementType.Float16, IsPruned = true }),
        new(new ToyGraph { HasAttentionMask = false }),
        new(new ToyGraph { IsPruned = true, Layers = 3 }),
        new(new ToyGraph { HasNumLogitsToKeep = true }),
        new(new ToyGraph { HasCombinedCache = true, HasPositionIds = true }),
    ];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Generate_EveryKindOfGraph_EqualsComputationByHand(ToyGraph graph)
    {
        using var folder = new ToyFolder(graph);
        using DecoderModel model = DecoderModel.Load(ModelFolder.Open(folder.Path), new EngineSettings(), CancellationToken.None);
        Assert.False(model.Signature.SharesCache);

        // 75 + 100 tokens: more than the cache has room for at first, so that it grows.
        foreach (int chunk in (int[])[1, 7, 32, 1000])
        {
            using TokenGenerator generator = model.CreateGenerator(chunk);
            Assert.Equal(graph.Continue(Prompt, 100), generator.Generate(TokenGenerators.Greedy(Prompt, 100)));
        }
    }
}
