using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxChatClientLogProbabilityTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_LogProbabilitiesAskedFor_HasOneEntryAToken(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hi!"));
        using OnnxChatClient client = folder.CreateClient();

        IReadOnlyList<TokenLogProbability> entries = await AskAsync(client, streaming, new ChatOptions().WithLogProbabilities(top: 2));

        // The toy's logits are 10 for its token and 0 for the 299 others.
        double expected = 10 - Math.Log(Math.Exp(10) + 299);
        Assert.Equal(["H", "i", "!"], entries.Select(entry => entry.Token));
        Assert.All(entries, entry => Assert.Equal(expected, entry.LogProbability, 5));
        Assert.All(entries, entry => Assert.Equal((entry.Id, entry.LogProbability), (entry.Top[0].Id, entry.Top[0].LogProbability)));
        Assert.All(entries, entry => Assert.Equal(expected - 10, entry.Top[1].LogProbability, 5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_SamplingAndPenalties_GivesTheModelsOwnProbabilities(bool streaming)
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = ModelFolders.Require(ModelFolders.Demo), MaxOutputTokens = 6 });
        var options = new ChatOptions { Temperature = 5, Seed = 3, FrequencyPenalty = 1 };
        IReadOnlyList<TokenLogProbability> entries = await AskAsync(client, streaming, options.WithLogProbabilities(top: 20));

        Assert.NotEmpty(entries);
        Assert.All(entries, entry =>
        {
            Assert.Equal(20, entry.Top.Count);
            Assert.Equal(entry.Top.OrderByDescending(top => top.LogProbability), entry.Top);
            Assert.InRange(entry.Top.Sum(top => Math.Exp(top.LogProbability)), 0.01, 1.0001);
            Assert.True(entry.LogProbability <= entry.Top[0].LogProbability);
        });
        Assert.Contains(entries, entry => entry.LogProbability < entry.Top[0].LogProbability);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_NotAskedFor_HasNone(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hi!"));
        using OnnxChatClient client = folder.CreateClient();

        Assert.Empty(await AskAsync(client, streaming, new ChatOptions()));
        Assert.Empty(await AskAsync(client, streaming, new ChatOptions { AdditionalProperties = new() { ["logprobs"] = false, ["top_logprobs"] = 0 } }));
    }

    [Fact]
    public async Task Updates_TextHeldBack_HaveItsTokensAllTheSame()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("<think>a</think>b é"));
        using OnnxChatClient client = folder.CreateClient();

        List<ChatResponseUpdate> updates = await client.StreamToListAsync(new ChatOptions().WithLogProbabilities());

        string[] tokens = [.. updates.SelectMany(update => update.GetLogProbabilities() ?? []).Select(entry => entry.Token)];
        Assert.Equal([.. "<think>a</think>b ".Select(character => character.ToString()), "\uFFFD", "\uFFFD"], tokens);
    }

    [Fact]
    public async Task Request_ValuesAsJson_AreRead()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        using OnnxChatClient client = folder.CreateClient();
        using JsonDocument json = JsonDocument.Parse("""{"logprobs": true, "top_logprobs": 1}""");
        var options = new ChatOptions { AdditionalProperties = new(json.RootElement.EnumerateObject().ToDictionary(item => item.Name, item => (object?)item.Value)) };

        Assert.Single(Assert.Single(await AskAsync(client, streaming: false, options)).Top);
    }

    [Theory]
    [InlineData("logprobs", 1)]
    [InlineData("top_logprobs", 3)]
    [InlineData("top_logprobs", 21)]
    [InlineData("top_logprobs", "5")]
    public async Task Request_InvalidValue_IsRefusedByName(string property, object value)
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = "no-such-folder" });
        var options = new ChatOptions { AdditionalProperties = new() { [property] = value } };

        var exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.AskAsync(streaming: false, options));

        Assert.Contains(property, exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("top", () => new ChatOptions().WithLogProbabilities(21));
    }

    [Theory]
    [InlineData("models/stories260k", "▁the", " the")]
    [InlineData("tokenizers/qwen3", "Ġthe", " the")]
    [InlineData("tokenizers/qwen3", "<|im_end|>", "<|im_end|>")]
    public void GetText_Token_HasItsSpace(string folder, string token, string expected)
    {
        ModelTokenizer tokenizer = ModelTokenizer.Load(SharedData.Find(folder));
        Assert.Equal(expected, tokenizer.GetText(tokenizer.FindToken(token)!.Value));
    }

    private static async Task<IReadOnlyList<TokenLogProbability>> AskAsync(OnnxChatClient client, bool streaming, ChatOptions options)
    {
        if (!streaming)
        {
            return (await client.AskAsync(streaming, options)).GetLogProbabilities() ?? [];
        }

        List<ChatResponseUpdate> updates = await client.StreamToListAsync(options);
        return [.. updates.SelectMany(update => update.GetLogProbabilities() ?? [])];
    }
}
