namespace HybridInference.OnnxRuntime.Tests;

public sealed class ModelRequirementsTests
{
    /// <summary>What each model must have: 2 x layers x heads x head size x bytes of a number, and about the size of its files.</summary>
    [Theory]
    [InlineData(ModelFolders.Stories260K, "fp32", 0.9, 1.2)]
    [InlineData(ModelFolders.TinyStories656K, "fp32", 0.9, 1.2)]
    [InlineData("tiny-gqa-fp32", "fp32", 0.8, 1.1)]
    [InlineData("tiny-gqa-int4", null, 0.5, 1.1)]
    [InlineData("tiny-hf-onnx-community", null, 0.5, 1.1)]
    [InlineData(ModelFolders.Demo, null, 0.5, 1.1)]
    public void Read_RealFolder_HasTheBytesOfItsFiles(string name, string? precision, double least, double most)
    {
        string path = ModelFolders.Require(name);

        var requirements = ModelRequirements.Read(path);

        long fileBytes = Directory.EnumerateFiles(path, "*.onnx*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Assert.InRange(requirements.WeightBytes, (long)(least * fileBytes), (long)(most * fileBytes));
        Assert.Equal(precision ?? requirements.Precision, requirements.Precision);
        Assert.InRange(requirements.Parameters, 1000, 100_000_000);
        Assert.Equal(["text"], requirements.Modalities);
        Assert.Equal(LoadedCacheBytes(path), requirements.KvBytesPerToken);
    }

    [Fact]
    public void Read_HalfPrecisionCache_IsHalfAsLarge()
    {
        long full = ModelRequirements.Read(ModelFolders.Require("tiny-gqa-fp32")).KvBytesPerToken;

        Assert.Equal(full / 2, ModelRequirements.Read(ModelFolders.Require("tiny-gqa-fp16kv")).KvBytesPerToken);
    }

    [Fact]
    public void MemoryFor_Request_CountsWeightsOnceAndTokensUpToTheContext()
    {
        var requirements = new ModelRequirements
        {
            WeightBytes = 1000,
            KvBytesPerToken = 10,
            ContextLength = 100,
            Parameters = 250,
            Precision = "fp32",
            Modalities = ["text"],
        };

        Assert.Equal(1000 + 300, requirements.MemoryFor(20, 10));
        Assert.Equal(300, requirements.MemoryFor(20, 10, isLoaded: true));
        Assert.Equal(1000 + 1000, requirements.MemoryFor(90, int.MaxValue));
    }

    [Fact]
    public void Read_DamagedGraph_NamesTheFile()
    {
        using var folder = new ToyFolder();
        byte[] graph = File.ReadAllBytes(folder.File("model.onnx"));
        File.WriteAllBytes(folder.File("model.onnx"), graph[..(graph.Length / 2)]);

        var exception = Assert.Throws<ModelLoadException>(() => ModelRequirements.Read(folder.Path));

        Assert.Equal(folder.File("model.onnx"), exception.Path);
    }

    /// <summary>What ONNX Runtime says of the same graph.</summary>
    private static long LoadedCacheBytes(string path)
    {
        var settings = new EngineSettings(Rewrites: GraphRewrites.None);
        using DecoderModel model = new DecoderLoader(ModelFolder.Open(path), settings, TestContext.Current.CancellationToken).Load();
        return model.Signature.Cache.Sum(tensor => tensor.BytesOf(tokens: 1));
    }
}
