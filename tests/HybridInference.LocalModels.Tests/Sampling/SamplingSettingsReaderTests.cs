using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels.Tests;

public sealed class SamplingSettingsReaderTests
{
    private const string GreedyFolder = """{ "do_sample": false, "top_k": 1, "temperature": 0, "top_p": 0.9 }""";
    private const string SamplingFolder = """{ "do_sample": true, "top_k": 20, "temperature": 0.6, "top_p": 0.9, "repetition_penalty": 1.1, "random_seed": 7, "no_repeat_ngram_size": 3 }""";

    [Theory]
    [InlineData("{}")]
    [InlineData(GreedyFolder)]
    [InlineData("""{ "do_sample": true, "top_k": 1 }""")]
    [InlineData("""{ "do_sample": true, "temperature": 0 }""")]
    public void Read_NothingAskedAndFolderIsGreedy_IsGreedy(string search)
    {
        Assert.True(Read(new ChatOptions(), search).IsGreedy);
        Assert.True(Read(null, search).IsGreedy);
    }

    [Fact]
    public void Read_NothingAskedAndFolderSamples_FollowsTheFolder() =>
        Assert.Equal(
            new SamplingSettings { Temperature = 0.6f, TopK = 20, TopP = 0.9f, RepetitionPenalty = 1.1f, Seed = 7, NoRepeatNgramSize = 3 },
            Read(null, SamplingFolder));

    [Theory]
    [InlineData("{}")]
    [InlineData(GreedyFolder)]
    [InlineData(SamplingFolder)]
    public void Read_TemperatureAlone_MeansSampling(string search)
    {
        SamplingSettings settings = Read(new ChatOptions { Temperature = 0.5f }, search);

        Assert.False(settings.IsGreedy);
        Assert.Equal(0.5f, settings.Temperature);
    }

    [Fact]
    public void Read_TopPAlone_MeansSamplingAtTemperatureOne()
    {
        SamplingSettings settings = Read(new ChatOptions { TopP = 0.5f }, GreedyFolder);

        Assert.False(settings.IsGreedy);
        Assert.Equal(1f, settings.Temperature);
        Assert.Equal(0.5f, settings.TopP);
    }

    [Theory]
    [InlineData(0f, null)]
    [InlineData(null, 1)]
    public void Read_GreedyAsked_IsGreedyWhateverTheFolderSays(float? temperature, int? topK) =>
        Assert.True(Read(new ChatOptions { Temperature = temperature, TopK = topK }, SamplingFolder).IsGreedy);

    [Fact]
    public void Read_CallersValues_ComeBeforeTheFolders()
    {
        var options = new ChatOptions
        {
            Temperature = 2,
            TopK = 3,
            TopP = 0.4f,
            Seed = long.MaxValue,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.6f,
            AdditionalProperties = new() { ["repetition_penalty"] = 1.5, ["min_p"] = "0.25" },
        };

        var expected = new SamplingSettings
        {
            Temperature = 2,
            TopK = 3,
            TopP = 0.4f,
            MinP = 0.25f,
            Seed = long.MaxValue,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.6f,
            RepetitionPenalty = 1.5f,
            NoRepeatNgramSize = 3,
        };
        Assert.Equal(expected, Read(options, SamplingFolder));
    }

    [Fact]
    public void Read_NoSeedAnywhere_IsAnotherOneEachTime() =>
        Assert.NotEqual(Read(null, "{}").Seed, Read(null, "{}").Seed);

    private static SamplingSettings Read(ChatOptions? options, string search)
    {
        using JsonDocument document = JsonDocument.Parse(search);
        return SamplingSettingsReader.Read(options, SearchConfig.Read(new ConfigObject("file", document.RootElement)));
    }
}
