namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Where the data of a graph lies: in several files, or in files that links lead to, as in the cache of Hugging Face's hub.</summary>
public sealed class ModelDataTests : IDisposable
{
    private readonly string _files = Directory.CreateTempSubdirectory("hybrid-blobs-").FullName;
    private readonly string _links = Directory.CreateTempSubdirectory("hybrid-links-").FullName;
    private readonly string _cache = Directory.CreateTempSubdirectory("hybrid-cache-").FullName;

    [Theory]
    [InlineData("tiny-gqa-int4")]
    [InlineData("tiny-gqa-fp32")]
    [InlineData(ModelFolders.HuggingFace)]
    public void Load_FilesAreLinks_IsAsFastAndGivesTheSameTokens(string name)
    {
        string folder = ModelFolders.Require(name);
        Link(folder);
        using DecoderModel direct = Load(folder, cache: null);

        foreach (string? cache in (string?[])[null, _cache, _cache])
        {
            using DecoderModel linked = Load(_links, cache);
            Assert.True(linked.Warnings.Count == 0, string.Concat(linked.Warnings));
            Assert.Equal(direct.Rewrites, linked.Rewrites);
            Assert.Equal(cache is not null, linked.IsCached);
            Assert.Equal(Generate(direct), Generate(linked));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_DataIsLinkedFromElsewhere_IsAsFast(bool isGraphALink)
    {
        Link(ModelFolders.Require("tiny-gqa-int4"));
        string file = Path.Combine(_links, isGraphALink ? "model.onnx.data" : "model.onnx");
        string target = File.ResolveLinkTarget(file, returnFinalTarget: true)!.FullName;
        string other = isGraphALink ? Path.Combine(Directory.CreateDirectory(Path.Combine(_files, "other")).FullName, "data") : file;
        File.Delete(file);
        File.Move(target, other);
        if (isGraphALink)
        {
            File.CreateSymbolicLink(file, other);
        }

        using DecoderModel model = Load(_links, cache: null);

        Assert.True(model.Warnings.Count == 0, string.Concat(model.Warnings));
        Assert.NotEqual(GraphRewrites.None, model.Rewrites);
    }

    [Theory]
    [InlineData("tiny-gqa-int4", "model.onnx", "model.onnx.data")]
    [InlineData(ModelFolders.HuggingFace, "onnx/model_q4.onnx", "onnx/model_q4.onnx_data")]
    public void Load_DataIsInSeveralFiles_IsAsFastAndGivesTheSameTokens(string name, string model, string data)
    {
        Link(ModelFolders.Require(name));
        string file = Path.Combine(_links, model);
        byte[] content = MoveHalf(OnnxGraphReader.Read(file)).Encode();
        File.Copy(Path.Combine(_links, data), Path.Combine(_links, data + "_1"));
        File.Copy(Path.Combine(_links, data), Path.Combine(_links, data + "_2"));
        File.Delete(file);
        File.WriteAllBytes(file, content);
        using DecoderModel direct = Load(ModelFolders.Require(name), cache: null);

        using DecoderModel split = Load(_links, cache: null);

        Assert.True(split.Warnings.Count == 0, string.Concat(split.Warnings));
        Assert.Equal(direct.Rewrites, split.Rewrites);
        Assert.Equal(Generate(direct), Generate(split));
    }

    [Fact]
    public void Of_FileOfALinkChanges_TellsAnotherStamp()
    {
        Link(ModelFolders.Require("tiny-gqa-int4"));
        var link = new FileInfo(Path.Combine(_links, "model.onnx.data"));
        string before = FileStamp.Of(link);

        File.AppendAllText(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName, "x");

        Assert.NotEqual(before, FileStamp.Of(link));
    }

    [Fact]
    public void Of_LinkThatLeadsNowhere_IsTold()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        File.CreateSymbolicLink(Path.Combine(_links, "circle"), Path.Combine(_links, "circle"));
        File.CreateSymbolicLink(Path.Combine(_links, "missing"), Path.Combine(_links, "nothing"));

        Assert.Equal(2, FileStamp.OfAll(_links).Split('\n').Length);
    }

    public void Dispose()
    {
        Directory.Delete(_links, recursive: true);
        Directory.Delete(_files, recursive: true);
        Directory.Delete(_cache, recursive: true);
    }

    private void Link(string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_files, Guid.NewGuid().ToString("N"));
            string link = Path.Combine(_links, Path.GetRelativePath(folder, file));
            File.Copy(file, target);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, target));
        }
    }

    private static OnnxGraph MoveHalf(OnnxGraph graph)
    {
        int count = 0;
        foreach (OnnxTensor tensor in graph.Initializers.Values.ToList())
        {
            string end = $"_{1 + (count++ % 2)}";
            graph.Initializers[tensor.Name] = tensor with
            {
                Content = ExternalEntries.Change(tensor.Content!, (key, value) => key == ExternalEntries.Location && !value.EndsWith(".onnx", StringComparison.Ordinal) ? value + end : value),
            };
        }

        return graph;
    }

    private static DecoderModel Load(string folder, string? cache) =>
        DecoderModel.Load(ModelFolder.Open(folder), new EngineSettings(IntraOpThreads: 1, OptimizedModelFolder: cache), CancellationToken.None);

    private static int[] Generate(DecoderModel model)
    {
        using TokenGenerator generator = model.CreateGenerator();
        return [.. generator.Generate(TokenGenerators.Greedy([3, 1, 4, 1, 5], 20))];
    }
}
