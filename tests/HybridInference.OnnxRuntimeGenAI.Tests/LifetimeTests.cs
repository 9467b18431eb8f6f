using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

public sealed class LifetimeTests
{
    /// <summary>How long what should happen at once is waited for, so that a mistake fails and does not hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_SeveralAtOnce_RunInTheOrderOfTheirArrival()
    {
        using var gate = new ManualResetEventSlim();
        using var client = new ScriptedClient(options => options.MaxKeptSequences = 0, model => model.OnRun = (_, _) => gate.Wait(Patience, TestCancellation));
        await client.Client.LoadAsync(TestCancellation);
        string[] questions = ["one", "two", "three", "four", "five"];
        List<Task> requests = [];
        foreach (string question in questions)
        {
            requests.Add(client.AskAsync(streaming: false, new ChatOptions { MaxOutputTokens = 3 }, question));
            Assert.True(SpinWait.SpinUntil(() => client.Client.QueueLength == requests.Count, Patience));
        }

        gate.Set();
        await Task.WhenAll(requests);

        ModelTokenizer tokenizer = ModelTokenizer.Load(DemoFolder.Path);
        Assert.Equal(questions, client.Model.Generators.Select(generator => Array.Find(
            questions, question => tokenizer.Decode([.. generator.Sent]).Contains(question, StringComparison.Ordinal))));
        Assert.Equal(0, client.Client.QueueLength);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhileWaitingForTheTurn_ThrowsAtOnceAndLeavesTheOthers(bool streaming)
    {
        using var gate = new ManualResetEventSlim();
        using var client = new ScriptedClient(change: model => model.OnRun = (_, _) => gate.Wait(Patience, TestCancellation));
        Task<ChatResponse> running = client.AskAsync(streaming);
        Assert.True(SpinWait.SpinUntil(() => client.Client.QueueLength == 1, Patience));
        using var cancellation = new CancellationTokenSource();
        Task<ChatResponse> waiting = client.Client.SendAsync(streaming, "Second", null, cancellation.Token);
        Assert.True(SpinWait.SpinUntil(() => client.Client.QueueLength == 2, Patience));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(running.IsCompleted);
        Task<ChatResponse> third = client.AskAsync(streaming);
        gate.Set();

        Assert.Equal((await running).Text, (await third).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_JustAfterATokenWasChosen_ThrowsTheCallersCancellation(bool streaming)
    {
        using var cancellation = new CancellationTokenSource();
        using var client = new ScriptedClient(change: model => model.OnChosen = cancellation.Cancel);

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Client.SendAsync(streaming, "Hello!", null, cancellation.Token));

        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.True(client.Generator.IsDisposed);
    }

    [Fact]
    public async Task Dispose_WhileACallRuns_TerminatesItAndWaitsForIt()
    {
        using var running = new ManualResetEventSlim();
        var client = new ScriptedClient(change: model => model.OnRun = (generator, _) =>
        {
            running.Set();
            Assert.True(SpinWait.SpinUntil(() => generator.IsTerminated, Patience));
        });
        Task<ChatResponse> request = client.AskAsync(streaming: true);
        Task<ChatResponse> waiting = client.AskAsync(streaming: false);
        Assert.True(running.Wait(Patience, TestCancellation));

        client.Dispose();

        // Freed after the call has ended, which the scripted generator insists on.
        Assert.True(client.Generator.IsDisposed);
        Assert.True(client.Model.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => request);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public async Task Dispose_AfterRequests_FreesEveryNativeObjectOnce()
    {
        var client = new ScriptedClient(options => options.MaxKeptSequences = 3);
        for (int i = 0; i < 5; i++)
        {
            _ = await client.AskAsync(i % 2 == 0, new ChatOptions { MaxOutputTokens = 2, Temperature = i, Seed = i == 4 ? 1 : null });
        }

        client.Dispose();
        client.Dispose();

        Assert.True(client.Model.IsDisposed);
        Assert.All(client.Model.Generators, generator => Assert.True(generator.IsDisposed));
    }

    [Fact]
    public async Task Reader_ThatIsSlow_HoldsUpNobody()
    {
        using var client = new ScriptedClient();
        await using IAsyncEnumerator<ChatResponseUpdate> slow =
            client.Client.GetStreamingResponseAsync("Hello!", null, TestCancellation).GetAsyncEnumerator(TestCancellation);
        Assert.True(await slow.MoveNextAsync());

        ChatResponse other = await client.AskAsync(streaming: false);

        Assert.NotEmpty(other.Text);
        Assert.True(await slow.MoveNextAsync());
    }

    [Fact]
    public async Task Requests_ManyCancelledAtRandom_LeaveAWorkingClient()
    {
        using var client = new ScriptedClient();
        var random = new Random(5);
        string expected = (await client.AskAsync(streaming: false)).Text;
        for (int i = 0; i < 200; i++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<ChatResponse> request = client.Client.SendAsync(i % 2 == 0, $"Hello {i}!", null, cancellation.Token);
            Task cancelling = Task.Run(() => { Thread.SpinWait(random.Next(20_000)); cancellation.Cancel(); }, TestCancellation);
            _ = await Record.ExceptionAsync(() => request);
            await cancelling;
            Assert.True(request.IsCompletedSuccessfully || request.IsCanceled, $"{request.Exception}");
        }

        Assert.Equal(expected, (await client.AskAsync(streaming: true)).Text);
    }
}
