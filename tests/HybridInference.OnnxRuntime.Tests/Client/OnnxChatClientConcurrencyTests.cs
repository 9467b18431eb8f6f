using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Requests at the same time to a model that serves several in one run.</summary>
public sealed class OnnxChatClientConcurrencyTests
{
    private static readonly string[] Questions =
    [
        "Hello!", "What is the weather like?", "Name a colour.", "How do I boil an egg?", "Tell me a story.",
        "What is two and two?", "Who are you?", "List three animals.", "Good night.", "Why is the sky blue?",
    ];

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 8)]
    [InlineData(true, 3)]
    [InlineData(true, 1)]
    public async Task Requests_TenAtOnce_GiveTheTextsOfTenInTurn(bool streaming, int concurrent)
    {
        var options = new ChatOptions { MaxOutputTokens = 60 };
        using OnnxChatClient alone = CreateClient(1);
        using OnnxChatClient together = CreateClient(concurrent);
        var expected = new List<string>();
        foreach (string question in Questions)
        {
            expected.Add((await alone.AskAsync(streaming, options, question)).Text);
        }

        ChatResponse[] responses = await Task.WhenAll(Questions.Select(question => together.AskAsync(streaming, options, question)));

        Assert.Equal(expected, responses.Select(response => response.Text));
        Assert.Equal(Questions.Length, responses.Count(response => response.Usage?.OutputTokenCount > 0));
        Assert.Equal(0, together.QueueLength);
    }

    [Fact]
    public async Task Requests_AtOnceWithTheSameBeginning_ComputeItOnce()
    {
        string beginning = string.Concat(Questions);
        var options = new ChatOptions { MaxOutputTokens = 10 };
        using OnnxChatClient client = CreateClient(10);
        using OnnxChatClient alone = CreateClient(1);
        await client.LoadAsync(TestContext.Current.CancellationToken);

        ChatResponse[] responses = await Task.WhenAll(Questions.Select(question => client.AskAsync(true, options, beginning + question)));

        long?[] cached = [.. responses.Select(response => response.Usage!.CachedInputTokenCount).Order()];
        Assert.Equal(0, cached[0]);
        Assert.InRange(cached[1]!.Value, responses[0].Usage!.InputTokenCount!.Value / 2, int.MaxValue);
        foreach ((string question, ChatResponse response) in Questions.Zip(responses))
        {
            Assert.Equal((await alone.AskAsync(true, options, beginning + question)).Text, response.Text);
        }
    }

    [Fact]
    public async Task Cancel_OneOfSeveral_LeavesTheOthersAlone()
    {
        var options = new ChatOptions { MaxOutputTokens = 60 };
        using OnnxChatClient client = CreateClient(8);
        string[] expected = [.. (await Task.WhenAll(Questions.Select(question => client.AskAsync(true, options, question)))).Select(response => response.Text)];
        using var cancellation = new CancellationTokenSource();

        Task<ChatResponse>[] all = [.. Questions.Select(question => client.AskAsync(true, options, question))];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Tell me more.", options, cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(expected, (await Task.WhenAll(all)).Select(response => response.Text));
    }

    [Fact]
    public async Task Cancel_AllWhilePromptsWaitForTheirChunk_EndsAll()
    {
        using OnnxChatClient client = CreateClient(8);
        await client.LoadAsync(TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        string[] prompts = [.. Questions.Select(question => string.Concat(Enumerable.Repeat(question, 15)))];

        Task<ChatResponse>[] all = [.. prompts.Select(prompt => client.AskCancellablyAsync(streaming: true, prompt, cancellation.Token))];
        await cancellation.CancelAsync();

        foreach (Task<ChatResponse> request in all)
        {
            Assert.True(await Record.ExceptionAsync(() => request) is null or OperationCanceledException);
        }

        Assert.Equal(0, client.QueueLength);
    }

    [Fact]
    public async Task QueueLength_RequestsRunAndWait_CountsBoth()
    {
        using var folder = new ToyFolder(config: """{ "model": { "context_length": 1000000, "eos_token_id": 299 }, "search": { "max_length": 1000000 } }""");
        using OnnxChatClient client = folder.CreateClient();
        using var cancellation = new CancellationTokenSource();
        IAsyncEnumerator<ChatResponseUpdate> running = await client.StartAsync();
        Task<ChatResponse> waiting = client.AskCancellablyAsync(streaming: false, ToyFolder.Question, cancellation.Token);
        Assert.True(SpinWait.SpinUntil(() => client.GetService<OnnxChatClient>()!.QueueLength == 2, TimeSpan.FromSeconds(30)));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, client.QueueLength);
        await running.DisposeAsync();
        Assert.Equal(0, client.QueueLength);
    }

    [Fact]
    public async Task Dispose_WhileSeveralRunAndOthersWait_EndsAll()
    {
        OnnxChatClient client = CreateClient(3);
        Task<ChatResponse>[] all = [.. Questions.Select(question => client.AskAsync(true, null, question))];
        await client.LoadAsync(TestContext.Current.CancellationToken);

        client.Dispose();

        foreach (Task<ChatResponse> request in all)
        {
            Exception? exception = await Record.ExceptionAsync(() => request);
            Assert.True(exception is null or ObjectDisposedException, exception?.ToString());
        }
    }

    private static OnnxChatClient CreateClient(int concurrent) =>
        new(new() { ModelPath = ModelFolders.Require(ModelFolders.Demo), IntraOpThreads = 1, MaxConcurrentRequests = concurrent });
}
