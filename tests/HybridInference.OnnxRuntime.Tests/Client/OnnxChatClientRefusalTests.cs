using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>What cannot be done is refused before anything is loaded: the client of these tests has no model.</summary>
public sealed class OnnxChatClientRefusalTests : IDisposable
{
    private readonly OnnxChatClient _client = new(new OnnxChatClientOptions { ModelPath = "no-such-folder" });

    public static TheoryData<string, ChatOptions> Unsupported => new()
    {
        { "Tools", new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "one"), new HostedWebSearchTool()] } },
        { "ConversationId", new ChatOptions { ConversationId = "1" } },
        { "ContinuationToken", new ChatOptions { ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1 }) } },
    };

    public static TheoryData<string, ChatOptions> Invalid => new()
    {
        { "ToolMode", new ChatOptions { ToolMode = ChatToolMode.RequireAny } },
        { "missing", new ChatOptions { ToolMode = ChatToolMode.RequireSpecific("missing"), Tools = [AIFunctionFactory.Create(() => 1, "one")] } },
        { "MaxOutputTokens", new ChatOptions { MaxOutputTokens = 0 } },
        { "MaxOutputTokens", new ChatOptions { MaxOutputTokens = -1 } },
        { "Temperature", new ChatOptions { Temperature = -0.1f } },
        { "Temperature", new ChatOptions { Temperature = float.NaN } },
        { "TopK", new ChatOptions { TopK = -1 } },
        { "TopP", new ChatOptions { TopP = 1.1f } },
        { "FrequencyPenalty", new ChatOptions { FrequencyPenalty = float.PositiveInfinity } },
        { "PresencePenalty", new ChatOptions { PresencePenalty = float.NaN } },
        { "StopSequences", new ChatOptions { StopSequences = ["a", ""] } },
        { "repetition_penalty", new ChatOptions { AdditionalProperties = new() { ["repetition_penalty"] = 0 } } },
        { "repetition_penalty", new ChatOptions { AdditionalProperties = new() { ["repetition_penalty"] = new object() } } },
        { "min_p", new ChatOptions { AdditionalProperties = new() { ["min_p"] = 2.0 } } },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public async Task Request_OptionTheEngineLacks_IsRefusedByName(string property, ChatOptions options)
    {
        foreach (bool streaming in (bool[])[false, true])
        {
            var exception = await Assert.ThrowsAnyAsync<NotSupportedException>(() => AskAsync(streaming, options));
            Assert.Contains(property, exception.Message, StringComparison.Ordinal);
            Assert.Equal(FailureKind.Capability, new OnnxFailureClassifier().Classify(exception));
        }
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Request_InvalidOption_IsRefusedByName(string property, ChatOptions options)
    {
        foreach (bool streaming in (bool[])[false, true])
        {
            var exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => AskAsync(streaming, options));
            Assert.Contains(property, exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_NoMessage_IsRefused(bool streaming)
    {
        await Assert.ThrowsAsync<ArgumentException>("messages", () => _client.AskAsync(streaming, []));
        await Assert.ThrowsAsync<ArgumentNullException>("messages", () => _client.AskAsync(streaming, messages: null!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_NullAmongTheMessages_IsRefused(bool streaming)
    {
        foreach (ChatMessage[] messages in (ChatMessage[][])[[null!], [new(ChatRole.User, [null!])]])
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>(() => _client.AskAsync(streaming, messages));
            Assert.Contains("null", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_ContentOtherThanText_IsRefusedByName(bool streaming)
    {
        AIContent[] contents =
        [
            new DataContent(new byte[] { 1 }, "image/png"),
            new UriContent("http://localhost/a.png", "image/png"),
            new HostedFileContent("1"),
        ];

        foreach (AIContent content in contents)
        {
            ChatMessage[] messages = [new(ChatRole.User, [new TextContent("Look:"), content])];
            var exception = await Assert.ThrowsAnyAsync<NotSupportedException>(() => _client.AskAsync(streaming, messages));
            Assert.Contains(content.GetType().Name, exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_ResultOtherThanText_IsRefusedByName(bool streaming)
    {
        var image = new DataContent(new byte[] { 1 }, "image/png");
        foreach (object result in (object[])[image, new List<AIContent> { new TextContent("Look:"), image }])
        {
            ChatMessage[] messages = [new(ChatRole.Tool, [new FunctionResultContent("1", result)])];
            var exception = await Assert.ThrowsAnyAsync<NotSupportedException>(() => _client.AskAsync(streaming, messages));
            Assert.Contains(nameof(DataContent), exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_NeutralValuesOfOptions_AreAccepted(bool streaming)
    {
        var options = new ChatOptions
        {
            PresencePenalty = 0,
            FrequencyPenalty = 0,
            Tools = [],
            ToolMode = ChatToolMode.Auto,
            ResponseFormat = ChatResponseFormat.Text,
            StopSequences = [],
            TopP = 1,
            ModelId = "another target's",
            AdditionalProperties = new() { ["another target's"] = JsonDocument.Parse("{}").RootElement },
        };

        // Nothing is refused, so the missing model is what fails.
        await Assert.ThrowsAsync<ModelLoadException>(() => AskAsync(streaming, options));
    }

    public void Dispose() => _client.Dispose();

    private Task<ChatResponse> AskAsync(bool streaming, ChatOptions options) => _client.AskAsync(streaming, options);
}
