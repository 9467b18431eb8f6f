using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OptimizedModelCacheTests : IDisposable
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 150).Select(i => i * 31 % 250)];

    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

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
    public void Use_OtherEntriesAreTooOld_RemovesThemAndNothingElse()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var cache = new OptimizedModelCache(_cache, time);
        string[] keys = [.. Enumerable.Range(0, 3).Select(Key)];
        Array.ForEach(keys, key => AddUsed(cache, key));
        time.Advance(TimeSpan.FromDays(20));
        cache.Use(keys[1], MaxAge);
        string left = Directory.CreateDirectory(Path.Combine(_cache, $"{Key(3)}.{Guid.NewGuid():N}")).FullName;
        Directory.SetLastWriteTimeUtc(left, time.GetUtcNow().UtcDateTime);
        string foreign = Directory.CreateDirectory(Path.Combine(_cache, "of somebody else")).FullName;
        time.Advance(TimeSpan.FromDays(20));

        cache.Use(keys[2], MaxAge);

        Assert.Equal([.. keys[1..].Select(key => Path.Combine(_cache, key)), foreign], Entries().Order(StringComparer.Ordinal));
        Assert.NotNull(cache.Find(keys[1]));
        Assert.Null(cache.Find(keys[0]));
    }

    [Fact]
    public void Use_NoGreatestAge_KeepsEverything()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var cache = new OptimizedModelCache(_cache, time);
        AddUsed(cache, Key(0));
        time.Advance(TimeSpan.FromDays(5000));

        AddUsed(cache, Key(1), maxAge: null);

        Assert.Equal(2, Entries().Length);
    }

    /// <summary>Several clients of one folder whose time is always over: each removes what the others use, and all go on.</summary>
    [Fact]
    public void Use_ManyAtOnce_NeverFailsAndNobodyFindsAPart()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        Parallel.For(0, 200, i =>
        {
            string key = Key(i % 4);
            var cache = new OptimizedModelCache(_cache, time);
            if (cache.Find(key) is null)
            {
                try
                {
                    cache.Add(key, file => File.WriteAllText(file, "model"));
                }
                catch (IOException)
                {
                    // Two add the same, and a third removes it: the loader then does without.
                }
            }

            time.Advance(TimeSpan.FromDays(1));
            cache.Use(key, TimeSpan.FromHours(1));
        });

        var last = new OptimizedModelCache(_cache, time);
        Assert.All(Enumerable.Range(0, 4).Select(Key), key => Assert.True(last.Find(key) is null || Directory.GetFiles(Path.Combine(_cache, key)).Length == 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Constructor_MaxAgeIsNotPositive_TellsWhatToSet(int days)
    {
        using var folder = new ToyFolder();
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(
            () => folder.CreateClient(options => options.OptimizedModelCacheMaxAge = TimeSpan.FromDays(days)));
        Assert.Contains(nameof(OnnxChatClientOptions.OptimizedModelCacheMaxAge), exception.Message, StringComparison.Ordinal);
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

    private static string Key(int number) => number.ToString("X32", CultureInfo.InvariantCulture);

    private static void AddUsed(OptimizedModelCache cache, string key) => AddUsed(cache, key, MaxAge);

    private static void AddUsed(OptimizedModelCache cache, string key, TimeSpan? maxAge)
    {
        cache.Add(key, file => File.WriteAllText(file, "model"));
        cache.Use(key, maxAge);
    }

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
