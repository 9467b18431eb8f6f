using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxChatClientResponseTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_ModelEndsItsAnswer_HasTextUsageAndReasonStop(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hello!"));
        using OnnxChatClient client = folder.CreateClient(options => options.ModelId = "toy-1");

        ChatResponse response = await client.AskAsync(streaming);

        Assert.Equal("Hello!", response.Text);
        Assert.Equal(ChatRole.Assistant, Assert.Single(response.Messages).Role);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal("toy-1", response.ModelId);
        Assert.NotNull(response.Usage);
        Assert.Equal(7, response.Usage.OutputTokenCount);
        Assert.True(response.Usage.InputTokenCount > 0);
        Assert.Equal(response.Usage.InputTokenCount + 7, response.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task Updates_OfOneResponse_ShareIdsAndEndWithReasonAndUsage()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("abc"));
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder.Path }, timeProvider: time);

        List<ChatResponseUpdate> updates = await client.StreamToListAsync();

        Assert.Equal("abc", string.Concat(updates.Select(update => update.Text)));
        Assert.Single(updates.Select(update => (update.ResponseId, update.MessageId, update.Role)).Distinct());
        Assert.False(string.IsNullOrEmpty(updates[0].ResponseId));
        Assert.All(updates, update => Assert.Equal(time.GetUtcNow(), update.CreatedAt));
        Assert.All(updates, update => Assert.Equal(Path.GetFileName(folder.Path), update.ModelId));
        Assert.All(updates[..^1], update => Assert.Null(update.FinishReason));
        Assert.All(updates[..^1], update => Assert.IsType<TextContent>(Assert.Single(update.Contents)));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.IsType<UsageContent>(updates[^1].Contents[^1]);
    }

    [Fact]
    public async Task Updates_TokensFasterThanTheInterval_AreTheFirstOneAndTheRest()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("abcdef"));
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder.Path }, timeProvider: new FakeTimeProvider());

        List<ChatResponseUpdate> updates = await client.StreamToListAsync();

        Assert.Equal(["a", "bcdef"], updates.Select(update => update.Text));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Responses_OfTwoRequests_HaveDifferentIds()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse first = await client.AskAsync(streaming: false);
        ChatResponse second = await client.AskAsync(streaming: false);

        Assert.NotEqual(first.ResponseId, second.ResponseId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_ModelEndsAtOnce_IsEmptyWithReasonStop(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering();
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming);

        Assert.Equal("", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(1, response.Usage?.OutputTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_MaxOutputTokens_EndsThereWithReasonLength(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hello!"));
        using OnnxChatClient client = folder.CreateClient(options => options.MaxOutputTokens = 2);

        ChatResponse byDefault = await client.AskAsync(streaming);
        ChatResponse byRequest = await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 4 });

        Assert.Equal("He", byDefault.Text);
        Assert.Equal(2, byDefault.Usage?.OutputTokenCount);
        Assert.Equal(ChatFinishReason.Length, byDefault.FinishReason);
        Assert.Equal("Hell", byRequest.Text);
        Assert.Equal(4, byRequest.Usage?.OutputTokenCount);
        Assert.Equal(ChatFinishReason.Length, byRequest.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_ContextIsFull_EndsThereWithReasonLength(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering([.. Enumerable.Repeat((int)'a', 240)], """{ "model": { "context_length": 150 } }""");
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 1000 });

        Assert.Equal(150, response.Usage?.TotalTokenCount);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_FolderHasMaxLength_EndsThereUnlessTheRequestSaysMore(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering([.. Enumerable.Repeat((int)'a', 240)], """{ "search": { "max_length": 100 } }""");
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse byFolder = await client.AskAsync(streaming);
        ChatResponse byRequest = await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 120 });

        Assert.Equal(100, byFolder.Usage?.TotalTokenCount);
        Assert.Equal(120, byRequest.Usage?.OutputTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_EndTokensAreAList_EndsAtAnyOfThem(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering([.. ChatCalls.Tokens("ab#cd")], $$"""{ "model": { "eos_token_id": [299, {{(int)'#'}}] } }""");
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming);

        Assert.Equal("ab", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_FolderNamesNoEndToken_EndsAtTheTokenizers(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("ab"), """{ "model": { "eos_token_id": null } }""");
        using OnnxChatClient client = folder.CreateClient();

        Assert.Equal("ab", (await client.AskAsync(streaming)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_FolderHasMinLength_DoesNotEndBefore(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("ab"), """{ "search": { "min_length": 60 } }""");
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming);

        Assert.StartsWith("ab", response.Text, StringComparison.Ordinal);
        Assert.Equal(61, response.Usage?.TotalTokenCount);
    }
}
