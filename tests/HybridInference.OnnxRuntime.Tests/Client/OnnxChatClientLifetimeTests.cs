using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxChatClientLifetimeTests
{
    private const int ManyTokens = 1_000_000;

    /// <summary>A context that no test lives to see the end of.</summary>
    private static readonly string Endless = $$"""{ "model": { "context_length": {{ManyTokens}}, "eos_token_id": 299 }, "search": { "max_length": {{ManyTokens}} } }""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_BeforeTheRequest_Throws(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        using OnnxChatClient client = folder.CreateClient();
        var cancelled = new CancellationToken(canceled: true);

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.AskCancellablyAsync(streaming, ToyFolder.Question, cancelled));

        Assert.Equal(cancelled, exception.CancellationToken);
        Assert.Equal("a", (await client.AskAsync(streaming)).Text);
    }

    [Fact]
    public async Task Cancel_WhileDecoding_ThrowsAndFreesTheClient()
    {
        using var folder = new ToyFolder(config: Endless);
        using OnnxChatClient client = folder.CreateClient();
        using var cancellation = new CancellationTokenSource();
        int updates = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(ToyFolder.Question, null, cancellation.Token))
            {
                updates++;
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(1, updates);
        Assert.Equal(3, (await client.AskAsync(streaming: false, new ChatOptions { MaxOutputTokens = 3 })).Usage?.OutputTokenCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(ManyTokens)]
    public async Task Cancel_WhilePrefilling_ThrowsAndFreesTheClient(int chunk)
    {
        using var folder = new ToyFolder(config: Endless);
        using OnnxChatClient client = folder.CreateClient(options => options.PrefillChunkSize = chunk);
        await client.LoadAsync(TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        string question = new('x', 50_000);

        Task<ChatResponse> running = client.AskCancellablyAsync(streaming: false, question, cancellation.Token);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(3, (await client.AskAsync(streaming: false, new ChatOptions { MaxOutputTokens = 3 })).Usage?.OutputTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhileWaitingForTheTurn_Throws(bool streaming)
    {
        using var folder = new ToyFolder(config: Endless);
        using OnnxChatClient client = folder.CreateClient();
        await using IAsyncEnumerator<ChatResponseUpdate> first = await client.StartAsync();
        using var cancellation = new CancellationTokenSource();

        Task<ChatResponse> waiting = client.AskCancellablyAsync(streaming, ToyFolder.Question, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(await first.MoveNextAsync());
    }

    [Fact]
    public async Task Cancel_ManyWhileWaitingForTheTurn_AllEnd()
    {
        using var folder = new ToyFolder(config: Endless);
        using OnnxChatClient client = folder.CreateClient();
        await using IAsyncEnumerator<ChatResponseUpdate> first = await client.StartAsync();

        // Many, as what cancels the reader and what takes the request out of the queue may come in either order.
        for (int i = 0; i < 100; i++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<ChatResponse> waiting = client.AskCancellablyAsync(streaming: true, ToyFolder.Question, cancellation.Token);
            Assert.True(SpinWait.SpinUntil(() => client.QueueLength == 2, TimeSpan.FromSeconds(30)));
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Equal(1, client.QueueLength);
    }

    [Fact]
    public async Task Break_ReaderStopsEarly_FreesTheClient()
    {
        using var folder = new ToyFolder(config: Endless);
        using OnnxChatClient client = folder.CreateClient();

        await foreach (ChatResponseUpdate update in client.Stream())
        {
            break;
        }

        Assert.Equal(3, (await client.AskAsync(streaming: true, new ChatOptions { MaxOutputTokens = 3 })).Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Dispose_WhileARequestRunsAndAnotherWaits_EndsBoth()
    {
        using var folder = new ToyFolder(config: Endless);
        OnnxChatClient client = folder.CreateClient();
        await using IAsyncEnumerator<ChatResponseUpdate> running = await client.StartAsync();
        Task<ChatResponse> waiting = client.AskAsync(streaming: false);

        client.Dispose();
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            while (await running.MoveNextAsync())
            {
            }
        });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public async Task Dispose_WhileTheModelLoads_EndsTheRequest()
    {
        using var folder = new ToyFolder(config: Endless);
        OnnxChatClient client = folder.CreateClient();
        Task<ChatResponse> running = client.AskAsync(streaming: false);

        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_AfterDispose_Throws(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        OnnxChatClient client = folder.CreateClient();
        await client.AskAsync(streaming);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.AskAsync(streaming));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.LoadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_EightAtOnce_AnswerAsOneAfterTheOther(bool streaming)
    {
        using var folder = new ToyFolder();
        using OnnxChatClient client = folder.CreateClient();
        string[] questions = [.. Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 5 + 7 * i))];
        var options = new ChatOptions { MaxOutputTokens = 40, Temperature = 2, Seed = 5 };

        ChatResponse[] together = await Task.WhenAll(questions.Select(question => client.AskAsync(streaming, options, question)));

        for (int i = 0; i < questions.Length; i++)
        {
            ChatResponse alone = await client.AskAsync(streaming, options, questions[i]);
            Assert.Equal(alone.Text, together[i].Text);
            Assert.Equal(alone.Usage?.OutputTokenCount, together[i].Usage?.OutputTokenCount);
        }
    }

    [Fact]
    public async Task Request_WhileAnotherStreamIsNotRead_IsServed()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hello!"));
        using OnnxChatClient client = folder.CreateClient();
        await using IAsyncEnumerator<ChatResponseUpdate> slow = await client.StartAsync();

        Assert.Equal("Hello!", (await client.AskAsync(streaming: true)).Text);
        Assert.StartsWith("H", slow.Current.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ManyAtOnce_LoadsOnce()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        using OnnxChatClient client = folder.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.LoadAsync(TestContext.Current.CancellationToken)));

        File.Delete(folder.File("genai_config.json"));
        Assert.Equal("a", (await client.AskAsync(streaming: false)).Text);
    }
}
