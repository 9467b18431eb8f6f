using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

public sealed class OptionTests
{
    private const string LogProbabilities = "logprobs";

    /// <summary>What the folder of the demo model says: greedy, with a top-k of 1.</summary>
    private static readonly SearchConfig Greedy = ModelFolder.ReadConfig(DemoFolder.Path, variant: null).Search;

    private static readonly SearchConfig Sampling = Greedy with { DoSample = true, Temperature = 0.7f, TopK = 40, TopP = 0.9f, RandomSeed = 11 };

    public static TheoryData<string> Refused => ["ResponseFormat", "ToolMode", "FrequencyPenalty", "PresencePenalty", LogProbabilities, "min_p"];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Request_OptionTheEngineLacks_IsRefusedByName(string option)
    {
        using var client = new ScriptedClient();
        foreach (bool streaming in (bool[])[false, true])
        {
            var exception = await Assert.ThrowsAnyAsync<NotSupportedException>(() => client.AskAsync(streaming, OptionsWith(option)));
            Assert.Contains(option, exception.Message, StringComparison.Ordinal);
            Assert.Equal(FailureKind.Capability, new GenAIFailureClassifier().Classify(exception));
        }

        Assert.Empty(client.Models);
    }

    [Theory]
    [InlineData("""{"min_p": 0}""")]
    [InlineData("""{"logprobs": false}""")]
    public async Task Request_OptionsThatAskForNothing_AreTaken(string properties)
    {
        using var client = new ScriptedClient();
        var options = new ChatOptions
        {
            FrequencyPenalty = 0,
            PresencePenalty = 0,
            ResponseFormat = ChatResponseFormat.Text,
            AdditionalProperties = new(System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object?>>(properties)!),
        };

        Assert.NotEmpty((await client.AskAsync(streaming: false, options)).Text);
        Assert.NotEmpty((await client.AskAsync(streaming: true, options)).Text);
    }

    [Fact]
    public void Settings_TemperatureAlone_Samples()
    {
        GeneratorSettings settings = GeneratorSettingsReader.Read(new ChatOptions { Temperature = 0.5f }, Greedy);

        Assert.Equal(new GeneratorSettings { Samples = true, Temperature = 0.5, TopK = 0, TopP = 1 }, settings);
    }

    [Fact]
    public void Settings_NoOption_AreTheFolders()
    {
        Assert.Equal(new GeneratorSettings(), GeneratorSettingsReader.Read(null, Greedy));
        GeneratorSettings sampling = GeneratorSettingsReader.Read(null, Sampling);
        Assert.Equal((true, 40, 11), (sampling.Samples, sampling.TopK, sampling.Seed));
        Assert.Equal((0.7, 0.9), (Math.Round(sampling.Temperature, 6), Math.Round(sampling.TopP, 6)));
    }

    [Theory]
    [InlineData(0f, null, null)]
    [InlineData(null, 1, null)]
    [InlineData(null, null, 0f)]
    public void Settings_OneTokenToChooseFrom_AreGreedy(float? temperature, int? topK, float? topP) =>
        Assert.False(GeneratorSettingsReader.Read(new ChatOptions { Temperature = temperature, TopK = topK, TopP = topP }, Sampling).Samples);

    [Theory]
    [InlineData(0L, 0)]
    [InlineData(7L, 7)]
    [InlineData((long)int.MaxValue, int.MaxValue)]
    public void Settings_SeedOf31Bits_StaysAsItIs(long seed, int expected) =>
        Assert.Equal(expected, GeneratorSettingsReader.Read(new ChatOptions { Temperature = 1, Seed = seed }, Greedy).Seed);

    [Fact]
    public void Settings_OtherSeeds_DifferAndFit()
    {
        long[] seeds = [-1, -2, 1L << 31, 1L << 40, (1L << 40) + 1, long.MinValue, long.MaxValue];

        int[] folded = [.. seeds.Select(seed => GeneratorSettingsReader.Read(new ChatOptions { Temperature = 1, Seed = seed }, Greedy).Seed!.Value)];

        Assert.All(folded, seed => Assert.InRange(seed, 0, int.MaxValue));
        Assert.Equal(seeds.Length, folded.Distinct().Count());
    }

    [Fact]
    public void Settings_RepetitionPenalty_IsTheCallersOrTheFolders()
    {
        SearchConfig folder = Greedy with { RepetitionPenalty = 1.25f };

        Assert.Equal(1.25, GeneratorSettingsReader.Read(null, folder).RepetitionPenalty);
        Assert.Equal(1.5, GeneratorSettingsReader.Read(new ChatOptions { AdditionalProperties = new() { ["repetition_penalty"] = 1.5 } }, folder).RepetitionPenalty);
    }

    [Theory]
    [InlineData(3, null, 3)]
    [InlineData(3, 5, 5)]
    public async Task Request_MaxOutputTokens_ComeBeforeTheClients(int client, int? request, int expected)
    {
        using var scripted = new ScriptedClient(options => options.MaxOutputTokens = client);

        Assert.Equal(expected, (await scripted.AskAsync(streaming: true, new ChatOptions { MaxOutputTokens = request })).Usage!.OutputTokenCount);
    }

    private static ChatOptions OptionsWith(string option) => option switch
    {
        "ResponseFormat" => new() { ResponseFormat = ChatResponseFormat.Json },
        "ToolMode" => new() { ToolMode = ChatToolMode.RequireAny, Tools = [AIFunctionFactory.Create(() => 1, "one")] },
        "FrequencyPenalty" => new() { FrequencyPenalty = 0.5f },
        "PresencePenalty" => new() { PresencePenalty = -0.5f },
        LogProbabilities => new ChatOptions().WithLogProbabilities(2),
        _ => new() { AdditionalProperties = new() { [option] = 0.1 } },
    };
}
