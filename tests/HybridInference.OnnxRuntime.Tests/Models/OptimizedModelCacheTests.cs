using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OptimizedModelCacheTests : IDisposable
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 150).Select(i => i * 31 % 250)];

    private readonly string _cache = Directory.CreateTempSubdirectory("hybrid-cache-").FullName;

    public static TheoryData<string> Folders =>
        [ModelFolders.Demo, "tiny-gqa-fp32", "tiny-gqa-int4", "tiny-gqa-fp16kv", "tiny-gqa-fp32-pruned", ModelFolders.HuggingFace, ModelFolders.Stories260K];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Load_CacheIsOn_BuildsOnceAndGivesTheSameTokens(string name)
    {
        int[] expected = Generate(Load(ModelFolders.Require(name), cache: null));

        DecoderModel model = Load(ModelFolders.Require(name), _cache);
        Assert.True(model.Warnings.Count == 0, string.Concat(model.Warnings));
        Assert.True(model.IsCached);
        int[] built = Generate(model);
        DateTime time = Directory.GetLastWriteTimeUtc(Entries().Single());
        int[] found = Generate(Load(ModelFolders.Require(name), _cache));

        Assert.Equal(expected, built);
        Assert.Equal(expected, found);
        Assert.Equal(time, Directory.GetLastWriteTimeUtc(Entries().Single()));
    }

    [Theory]
    [InlineData(OptimizedModelCache.ModelFile, "truncate")]
    [InlineData(OptimizedModelCache.ModelFile, "overwrite")]
    [InlineData(OptimizedModelCache.ModelFile, "delete")]
    [InlineData(OptimizedModelCache.DataFile, "truncate")]
    [InlineData(OptimizedModelCache.DataFile, "overwrite")]
    [InlineData(OptimizedModelCache.DataFile, "delete")]
    [InlineData("complete", "truncate")]
    [InlineData("complete", "overwrite")]
    [InlineData("complete", "delete")]
    public void Load_EntryIsDamaged_BuildsItAnew(string file, string damage)
    {
        string folder = ModelFolders.Require(ModelFolders.Demo);
        int[] expected = Generate(Load(folder, _cache));
        string path = Path.Combine(Entries().Single(), file);
        byte[] content = File.ReadAllBytes(path);
        Damage(path, damage);

        DecoderModel model = Load(folder, _cache);

        Assert.True(model.IsCached);
        Assert.Empty(model.Warnings);
        Assert.Equal(expected, Generate(model));
        Assert.Equal(content.Length, File.ReadAllBytes(Path.Combine(Entries().Single(), file)).Length);
    }

    [Fact]
    public void Load_ManyAtOnce_AllWorkAndOneEntryRemains()
    {
        string folder = ModelFolders.Require(ModelFolders.Demo);
        int[] expected = Generate(Load(folder, cache: null));
        var results = new int[4][];

        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = results.Length }, i => results[i] = Generate(Load(folder, _cache)));

        Assert.All(results, result => Assert.Equal(expected, result));
        Assert.Single(Entries());
    }

    [Fact]
    public void Load_FolderHasChanged_BuildsAnotherEntry()
    {
        using var folder = new ToyFolder();
        Load(folder.Path, _cache).Dispose();
        folder.Write("weights.bin", "changed");
        Load(folder.Path, _cache).Dispose();

        Assert.Equal(2, Entries().Length);
    }

    [Fact]
    public void Load_CacheCannotBeWritten_WarnsAndLoadsWithoutIt()
    {
        string file = Path.Combine(_cache, "file");
        File.WriteAllText(file, "not a folder");

        using DecoderModel model = Load(ModelFolders.Require(ModelFolders.Demo), file);

        Assert.False(model.IsCached);
        Assert.Contains(file, Assert.Single(model.Warnings), StringComparison.Ordinal);
        Assert.True(model.Rewrites.HasFlag(GraphRewrites.LogitRows | GraphRewrites.SequenceLengths | GraphRewrites.PackedProjections));
    }

    [Fact]
    public async Task LoadAsync_CachePathIsSet_KeepsTheModelThere()
    {
        using var folder = new ToyFolder();
        using OnnxChatClient client = folder.CreateClient(options => options.OptimizedModelCachePath = _cache);

        await client.LoadAsync(TestContext.Current.CancellationToken);

        Assert.Single(Entries());
    }

    [Fact]
    public void Constructor_CachePathIsBlank_TellsWhatToSet()
    {
        using var folder = new ToyFolder();
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(
            () => folder.CreateClient(options => options.OptimizedModelCachePath = " "));
        Assert.Contains(nameof(OnnxChatClientOptions.OptimizedModelCachePath), exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    private string[] Entries() => Directory.GetDirectories(_cache);

    private static void Damage(string path, string damage)
    {
        switch (damage)
        {
            case "truncate":
                using (FileStream stream = File.OpenWrite(path))
                {
                    stream.SetLength(stream.Length / 2);
                }

                break;
            case "overwrite":
                File.WriteAllBytes(path, [.. File.ReadAllBytes(path).Select(value => (byte)~value)]);
                break;
            default:
                File.Delete(path);
                break;
        }
    }

    private static DecoderModel Load(string folder, string? cache) =>
        DecoderModel.Load(ModelFolder.Open(folder), new EngineSettings(IntraOpThreads: 1, OptimizedModelFolder: cache), CancellationToken.None);

    private static int[] Generate(DecoderModel model)
    {
        using (model)
        using (TokenGenerator generator = model.CreateGenerator())
        {
            return [.. generator.Generate(TokenGenerators.Greedy(Prompt, 30))];
        }
    }
}
