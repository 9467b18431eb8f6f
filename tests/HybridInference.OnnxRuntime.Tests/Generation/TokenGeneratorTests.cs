namespace HybridInference.OnnxRuntime.Tests;

public sealed class TokenGeneratorTests
{
    public static TheoryData<string> Models => ["tiny-gqa-fp32", "tiny-gqa-int4", "tiny-gqa-fp16kv", "tiny-gqa-fp32-pruned"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Generate_Greedy_EqualsReferenceEngine(string name)
    {
        ModelFolder folder = ModelFolder.Open(SharedData.Require("models", "synthetic", name));
        using DecoderModel model = DecoderModel.Load(folder, new EngineSettings());
        var generator = new TokenGenerator(model, folder.Config.EosTokenIds, prefillChunk: 128);

        foreach (GoldenCase golden in GoldenCase.Load(name))
        {
            var request = new GenerationRequest
            {
                Prompt = golden.PromptIds,
                MaxOutputTokens = golden.GreedyIds.Length,
                Sampling = SamplingSettings.Greedy,
            };

            Assert.Equal(golden.GreedyIds, generator.Generate(request, CancellationToken.None));
        }
    }
}
