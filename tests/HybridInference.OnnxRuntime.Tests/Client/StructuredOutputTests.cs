using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Response formats through the client, on a model that was never asked for JSON in its training.</summary>
public sealed class StructuredOutputTests
{
    private enum Mood
    {
        Calm,
        Cheerful,
    }

    private sealed record Person(string Name, [property: Range(0, 120)] int Age, Mood Mood, DateOnly? Born, string[] Friends, double Weight, Person? Parent)
    {
        public TimeSpan? Shift { get; init; }

        public Dictionary<string, Guid> Keys { get; init; } = [];
    }


    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_OfAType_IsReadAsThatType(bool streaming)
    {
        using OnnxChatClient client = CreateClient();
        for (int seed = 0; seed < 5; seed++)
        {
            ChatResponse response = await client.AskAsync(streaming, Options<Person>(seed));

            Person? person = JsonSerializer.Deserialize<Person>(response.Text, AIJsonUtilities.DefaultOptions);
            Assert.NotNull(person);
            Assert.InRange(person.Age, 0, 120);
            Assert.True(Enum.IsDefined(person.Mood));
            Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        }
    }

    [Fact]
    public async Task GetResponse_OfAType_GivesTheType()
    {
        using OnnxChatClient client = CreateClient();
        var options = new ChatOptions { MaxOutputTokens = 200, Temperature = 2, Seed = 3 };
        CancellationToken stop = TestContext.Current.CancellationToken;

        Assert.NotNull((await client.GetResponseAsync<Person>("Who?", options, cancellationToken: stop)).Result);
        Assert.NotNull((await client.GetResponseAsync<List<Person>>("Who?", options, cancellationToken: stop)).Result);
        Assert.True(Enum.IsDefined((await client.GetResponseAsync<Mood>("How?", options, cancellationToken: stop)).Result));
        Assert.InRange((await client.GetResponseAsync<bool>("Really?", options, cancellationToken: stop)).Result ? 1 : 0, 0, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_AnyJson_IsAnObject(bool streaming)
    {
        using OnnxChatClient client = CreateClient();

        ChatResponse greedy = await client.AskAsync(streaming, new ChatOptions { ResponseFormat = ChatResponseFormat.Json, MaxOutputTokens = 100 });
        ChatResponse sampled = await client.AskAsync(
            streaming, new ChatOptions { ResponseFormat = ChatResponseFormat.Json, MaxOutputTokens = 100, Temperature = 3, TopP = 0.99f, Seed = 5 });

        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(greedy.Text).RootElement.ValueKind);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(sampled.Text).RootElement.ValueKind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_SameSeed_IsTheSame(bool streaming)
    {
        // Without kept sequences: what is computed again is rounded differently.
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = ModelFolders.Require(ModelFolders.Demo), MaxKeptSequences = 0 });

        Assert.Equal((await client.AskAsync(streaming, Options<Person>(7))).Text, (await client.AskAsync(streaming, Options<Person>(7))).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_LimitBelowTheShortestAnswer_IsCutWithReasonLength(bool streaming)
    {
        using OnnxChatClient client = CreateClient();
        ChatOptions options = Options<Person>(1);
        options.MaxOutputTokens = 5;

        ChatResponse response = await client.AskAsync(streaming, options);

        Assert.StartsWith("{", response.Text, StringComparison.Ordinal);
        Assert.Equal(5, response.Usage?.OutputTokenCount);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_FolderHasMinLengthOrNoEndToken_EndsWithTheJson(bool streaming)
    {
        foreach (string config in (string[])["""{ "search": { "min_length": 150 } }""", """{ "model": { "eos_token_id": [299] } }"""])
        {
            using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("no JSON at all"), config);
            using OnnxChatClient client = folder.CreateClient();

            ChatResponse response = await client.AskAsync(streaming, new ChatOptions { ResponseFormat = Schema("""{"enum": [[1, "two"]]}""") });

            Assert.Equal("[1,\"two\"]", response.Text);
            Assert.Equal(9, response.Usage?.OutputTokenCount);
            Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_StopSequence_CutsTheJson(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("no JSON at all"));
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(
            streaming, new ChatOptions { ResponseFormat = Schema("""{"const": "a stop b"}"""), StopSequences = [" stop"] });

        Assert.Equal("\"a", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_UnsupportedSchema_IsRefusedBeforeAnythingIsLoaded(bool streaming)
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = "no-such-folder" });
        var options = new ChatOptions { ResponseFormat = Schema("""{"properties": {"a": {"not": {}}}}""") };

        var exception = await Assert.ThrowsAnyAsync<NotSupportedException>(() => client.AskAsync(streaming, options));

        Assert.Contains("#/properties/a/not", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Capability, new OnnxFailureClassifier().Classify(exception));
    }

    private static OnnxChatClient CreateClient() =>
        new(new OnnxChatClientOptions { ModelPath = ModelFolders.Require(ModelFolders.Demo), IntraOpThreads = 1 });

    private static ChatOptions Options<T>(long seed) => new()
    {
        ResponseFormat = ChatResponseFormat.ForJsonSchema<T>(),
        MaxOutputTokens = 200,
        Temperature = 2,
        Seed = seed,
    };

    private static ChatResponseFormatJson Schema(string schema) => ChatResponseFormat.ForJsonSchema(JsonDocument.Parse(schema).RootElement);
}
