using HybridInference.LoopbackServer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.OpenAI.Tests;

public class OpenAIChatClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_ServerAnswers_ReturnsTextUsageAndModel(bool streaming)
    {
        await using var remote = await Remote.StartAsync(LoopbackReply.Text("one two three") with { Usage = new(7, 5) });

        var response = await remote.SendAsync(streaming);

        Assert.Equal("one two three", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(Remote.Model, response.ModelId);
        Assert.Equal("chatcmpl-1", response.ResponseId);
        Assert.Equal((7, 5, 12), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount, response.Usage?.TotalTokenCount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_Always_SendsModelMessagesAndStreamFlagOnce(bool streaming)
    {
        await using var remote = await Remote.StartAsync();

        await remote.SendAsync(streaming, "what is sent");

        var request = Assert.Single(remote.Server.Requests);
        Assert.Equal(Remote.Model, request.Model);
        Assert.Equal(streaming, request.Stream);
        Assert.Equal(new LoopbackMessage("user", "what is sent"), Assert.Single(request.Messages));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("length")]
    [InlineData("content_filter")]
    [InlineData("tool_calls")]
    public async Task SendAsync_FinishReason_IsPassedOnFromBothPaths(string finishReason)
    {
        await using var remote = await Remote.StartAsync(LoopbackReply.Text("text") with { FinishReason = finishReason });

        Assert.Equal(new ChatFinishReason(finishReason), (await remote.SendAsync(streaming: false)).FinishReason);
        Assert.Equal(new ChatFinishReason(finishReason), (await remote.SendAsync(streaming: true)).FinishReason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task GetStreamingResponseAsync_ChunkBordersInsideCharacters_KeepsEveryCharacter(int bytesPerWrite)
    {
        string[] chunks = ["Grüße", " 😀", " 日本語", " \"q\"\n", "é"];
        await using var remote = await Remote.StartAsync(new() { Chunks = chunks, BytesPerWrite = bytesPerWrite });

        var updates = await remote.Client.GetStreamingResponseAsync("hello", cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(chunks, updates.Select(update => update.Text).Where(text => text.Length > 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetStreamingResponseAsync_UsageInLastChunkOrItsOwn_IsCountedOnce(bool withFinishReason)
    {
        await using var remote = await Remote.StartAsync(
            LoopbackReply.Text("a b") with { Usage = new(3, 2), UsageWithFinishReason = withFinishReason });

        var response = await remote.SendAsync(streaming: true);

        Assert.Equal(5, response.Usage?.TotalTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_ServerSendsNoUsage_UsageIsNull(bool streaming)
    {
        await using var remote = await Remote.StartAsync(LoopbackReply.Text("a b") with { Usage = null });

        Assert.Null((await remote.SendAsync(streaming)).Usage);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "one two")]
    public async Task GetStreamingResponseAsync_StreamEndsEarly_HasTextSoFarAndNoFinishReason(int chunks, string expected)
    {
        await using var remote = await Remote.StartAsync(
            LoopbackReply.Text("one two three") with { Fault = LoopbackFault.EndAfter(chunks) });

        var response = await remote.SendAsync(streaming: true);

        Assert.Equal(expected, response.Text);
        Assert.Null(response.FinishReason);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_ErrorObjectInStream_LooksLikeAnEarlyEnd()
    {
        await using var remote = await Remote.StartAsync(LoopbackReply.Text("one two") with { Fault = LoopbackFault.ErrorAfter(1) });

        var response = await remote.SendAsync(streaming: true);

        Assert.Equal(("one", null), (response.Text, response.FinishReason));
    }

    [Fact]
    public async Task GetStreamingResponseAsync_ManyRequests_ReuseConnections()
    {
        await using var remote = await Remote.StartAsync();

        for (var i = 0; i < 20; i++)
        {
            await remote.SendAsync(streaming: true);
        }

        // A connection is free only when the end of its last response was read, which may be just after the next request.
        Assert.InRange(remote.Server.ConnectionCount, 1, 19);
    }

    [Fact]
    public async Task GetService_TargetCapabilities_ReturnsThoseOfTheOptions()
    {
        await using var remote = await Remote.StartAsync(configure: options =>
        {
            options.Capabilities = ChatCapabilities.Tools;
            options.ContextLength = 8192;
        });

        Assert.Equal(new TargetCapabilities(ChatCapabilities.Tools, 8192), remote.Client.GetService<TargetCapabilities>());
        Assert.Null(remote.Client.GetService<TargetCapabilities>("other"));
    }

    [Fact]
    public async Task GetService_Default_SupportsAllAndKnowsProviderAndClient()
    {
        await using var remote = await Remote.StartAsync();

        Assert.Equal(new TargetCapabilities(ChatCapabilities.All), remote.Client.GetService<TargetCapabilities>());
        var metadata = remote.Client.GetRequiredService<ChatClientMetadata>();
        Assert.Equal(("openai", Remote.Model), (metadata.ProviderName, metadata.DefaultModelId));
        Assert.Equal(remote.Server.Endpoint, metadata.ProviderUri);
        Assert.NotNull(remote.Client.GetService<global::OpenAI.Chat.ChatClient>());
        Assert.Same(remote.Client, remote.Client.GetService<IChatClient>());
    }

    [Fact]
    public async Task AddOpenAIChatClient_TwoKeys_AreTwoClients()
    {
        await using var remote = await Remote.StartAsync(addServices: services =>
            services.AddOpenAIChatClient("other", options =>
            {
                options.Model = "other-model";
                options.Endpoint = new("http://127.0.0.1:1/v1");
            }));

        var other = remote.Services.GetRequiredKeyedService<IChatClient>("other");

        Assert.Equal("other-model", other.GetRequiredService<ChatClientMetadata>().DefaultModelId);
        Assert.Equal(Remote.Model, remote.Client.GetRequiredService<ChatClientMetadata>().DefaultModelId);
        Assert.Single(remote.Services.GetServices<IFailureClassifier>());
    }

    [Fact]
    public async Task AddOpenAIChatClient_ReturnedBuilder_AddsMiddleware()
    {
        await using var remote = await Remote.StartAsync(addServices: services =>
            services.AddOpenAIChatClient("wrapped", options =>
            {
                options.Model = Remote.Model;
                options.Endpoint = new("http://localhost:1/v1");
            }).UseFunctionInvocation());

        var wrapped = remote.Services.GetRequiredKeyedService<IChatClient>("wrapped");

        Assert.NotNull(wrapped.GetService<FunctionInvokingChatClient>());
        Assert.NotNull(wrapped.GetService<TargetCapabilities>());
    }

    [Fact]
    public async Task Dispose_Twice_DoesNothing()
    {
        await using var remote = await Remote.StartAsync();

        remote.Client.Dispose();
        remote.Client.Dispose();
    }
}
