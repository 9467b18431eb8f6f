using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxChatClientTokenCounterTests
{
    private static readonly ChatMessage[] Question = [new(ChatRole.User, "How much is it?")];

    [Theory]
    [InlineData(ModelFolders.Demo)]
    [InlineData("tiny-gqa-fp32")]
    public async Task CountTokens_AnyRequest_IsTheInputOfItsUsage(string name)
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = ModelFolders.Require(name), MaxOutputTokens = 1 });
        ITokenCounter counter = Assert.IsType<ITokenCounter>(client.GetService<ITokenCounter>(), exactMatch: false);
        var options = new ChatOptions { Instructions = "Be brief." };

        int count = await counter.CountTokensAsync(Question, options, TestContext.Current.CancellationToken);

        Assert.Equal((await client.AskAsync(streaming: false, Question, options)).Usage?.InputTokenCount, count);
        Assert.True(count > await counter.CountTokensAsync(Question, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task IsReady_BeforeAndAfterTheLoad_TellsItWithoutLoading()
    {
        using var folder = new ToyFolder();
        OnnxChatClient client = folder.CreateClient();
        Assert.False(client.IsReady);
        Assert.False(client.GetService<ITokenCounter>()!.IsReady);

        await client.LoadAsync(TestContext.Current.CancellationToken);
        Assert.True(client.IsReady);

        client.Dispose();
        Assert.False(client.IsReady);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.CountTokensAsync(Question, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task CountTokens_RequestThatIsRefused_IsRefusedAlike()
    {
        using var folder = new ToyFolder();
        using OnnxChatClient client = folder.CreateClient();
        await Assert.ThrowsAsync<ArgumentException>(() => client.CountTokensAsync([], cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<NotSupportedException>(
            () => client.CountTokensAsync([new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")])], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task HybridClient_PromptThatOnlyTheCountFinds_GoesToTheOtherTarget()
    {
        // The toy's tokens are bytes, four times as many as the estimate, and its context has 200.
        using var folder = new ToyFolder();
        using OnnxChatClient local = folder.CreateClient();
        using var hybrid = new HybridChatClient([HybridTarget.Local(local)]);
        ChatMessage[] messages = [new(ChatRole.User, new string('a', 300))];

        await Assert.ThrowsAsync<ContextLengthExceededException>(() => hybrid.AskAsync(streaming: false, messages));
        Assert.True(local.IsReady);
        await Assert.ThrowsAsync<NoRouteException>(() => hybrid.AskAsync(streaming: false, messages));
    }
}
