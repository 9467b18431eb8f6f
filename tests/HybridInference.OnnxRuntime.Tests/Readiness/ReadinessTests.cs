using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>The states of a local model, and the ways in which it may break.</summary>
public sealed class ReadinessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Readiness_AsRequestsCome_GoesFromCachedToReady(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        using OnnxChatClient client = folder.CreateClient();
        Assert.Equal(ReadinessState.Cached, State(client).Readiness.State);

        Assert.Equal("a", (await client.AskAsync(streaming)).Text);

        Assert.Equal(ReadinessState.Ready, State(client).Readiness.State);
        Assert.True(State(client).Readiness.IsUsable);
    }

    [Fact]
    public async Task Readiness_WhileRequestsRun_IsBusyWithTheirNumber()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hello!"));
        using OnnxChatClient client = folder.CreateClient();

        await using (IAsyncEnumerator<ChatResponseUpdate> first = await client.StartAsync())
        await using (IAsyncEnumerator<ChatResponseUpdate> second = await client.StartAsync())
        {
            Assert.Equal(new TargetReadiness(ReadinessState.Busy) { Requests = 2 }, State(client).Readiness);
        }

        Assert.Equal(ReadinessState.Ready, State(client).Readiness.State);
    }

    [Fact]
    public void Readiness_NoFolder_IsNotDownloaded()
    {
        using var folder = new ToyFolder();
        using var client = new OnnxChatClient(new() { ModelPath = folder.File("none") });

        Assert.Equal(ReadinessState.NotDownloaded, State(client).Readiness.State);
        Assert.False(State(client).Readiness.IsUsable);
    }

    [Fact]
    public void ReportDownload_WhileItRuns_IsDownloadingWithProgress()
    {
        using var folder = new ToyFolder();
        using var client = new OnnxChatClient(new() { ModelPath = folder.Path });

        client.ReportDownload(0.25);
        Assert.Equal(new TargetReadiness(ReadinessState.Downloading) { Progress = 0.25 }, State(client).Readiness);

        client.ReportDownload(null);
        Assert.Equal(ReadinessState.Cached, State(client).Readiness.State);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("tokenizer.json")]
    [InlineData("genai_config.json")]
    public void Readiness_FileMissing_IsUnsupportedAndSaysWhy(string file)
    {
        using var folder = new ToyFolder();
        File.Delete(folder.File(file));
        using OnnxChatClient client = folder.CreateClient();

        TargetReadiness readiness = State(client).Readiness;

        Assert.Equal(ReadinessState.Unsupported, readiness.State);
        Assert.Contains(folder.Path, readiness.Cause);
    }

    [Fact]
    public async Task Readiness_FileTruncated_IsFailedUntilItIsWhole()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        byte[] graph = await File.ReadAllBytesAsync(folder.File("model.onnx"), Cancel);
        await File.WriteAllBytesAsync(folder.File("model.onnx"), graph[..(graph.Length / 2)], Cancel);
        using OnnxChatClient client = folder.CreateClient();
        var states = new StateRecorder();

        await Assert.ThrowsAsync<ModelLoadException>(() => client.WarmUpAsync(states, Cancel));

        Assert.Equal([ReadinessState.Loading, ReadinessState.Failed], states.States);
        Assert.Contains("model.onnx", State(client).Readiness.Cause);
        await File.WriteAllBytesAsync(folder.File("model.onnx"), graph, Cancel);
        Assert.Equal("a", (await client.AskAsync(streaming: false)).Text);
        Assert.Equal(ReadinessState.Ready, State(client).Readiness.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LoadRetryDelay_LoadFailed_GivesTheSameFailureUntilItsEnd(bool streaming)
    {
        var time = new FakeTimeProvider();
        using var folder = new ToyFolder();
        await File.WriteAllTextAsync(folder.File("model.onnx"), "no graph", Cancel);
        using var client = new OnnxChatClient(new() { ModelPath = folder.Path, LoadRetryDelay = TimeSpan.FromSeconds(30) }, timeProvider: time);

        ModelLoadException first = await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming));
        TargetReadiness readiness = State(client).Readiness;
        time.Advance(TimeSpan.FromSeconds(29));
        ModelLoadException second = await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming));
        time.Advance(TimeSpan.FromSeconds(1));
        ModelLoadException third = await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming));

        Assert.Equal(new TargetReadiness(ReadinessState.Failed) { Cause = first.Message, Until = time.Start + TimeSpan.FromSeconds(30) }, readiness);
        Assert.Same(first, second);
        Assert.NotSame(first, third);
    }

    [Fact]
    public void LoadRetryDelayAndUpdateInterval_Negative_AreRefused()
    {
        var exception = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => new OnnxChatClient(
            new() { ModelPath = "x", LoadRetryDelay = TimeSpan.FromSeconds(-1), UpdateInterval = TimeSpan.FromSeconds(-2) }));

        Assert.Contains("LoadRetryDelay is -00:00:01", exception.Message);
        Assert.Contains("UpdateInterval is -00:00:02", exception.Message);
    }

    [Fact]
    public async Task Readiness_FolderDeletedWhileRunning_ServesOnAndTellsAfterUnloading()
    {
        var time = new FakeTimeProvider();
        ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hello!"));
        using var client = new OnnxChatClient(new() { ModelPath = folder.Path, UnloadAfter = TimeSpan.FromMinutes(1) }, timeProvider: time);
        await client.LoadAsync(Cancel);

        folder.Dispose();

        Assert.Equal("Hello!", (await client.AskAsync(streaming: true)).Text);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(ReadinessState.NotDownloaded, State(client).Readiness.State);
        await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UnloadAfter_NobodyAsks_FreesTheModelAndLoadsItAgain(bool streaming)
    {
        var time = new FakeTimeProvider();
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        using var client = new OnnxChatClient(new() { ModelPath = folder.Path, UnloadAfter = TimeSpan.FromMinutes(1) }, timeProvider: time);
        Assert.Equal("a", (await client.AskAsync(streaming)).Text);

        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(ReadinessState.Cached, State(client).Readiness.State);

        Assert.Equal("a", (await client.AskAsync(streaming)).Text);
        Assert.Equal(ReadinessState.Ready, State(client).Readiness.State);
    }

    [Fact]
    public void FindShortage_FolderIsMissing_ThrowsNothingInside()
    {
        using var client = new OnnxChatClient(new() { ModelPath = Path.Combine(Path.GetTempPath(), "no-such-model") });
        int thread = Environment.CurrentManagedThreadId;
        int thrown = 0;
        EventHandler<System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs> count =
            (_, _) => thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += count;
        try
        {
            Assert.Null(State(client).FindShortage(10, 10));
            Assert.Null(State(client).Parameters);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= count;
        }

        Assert.Equal(0, thrown);
    }

    [Fact]
    public async Task UnloadAfter_StreamStillOpen_KeepsTheModel()
    {
        var time = new FakeTimeProvider();
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hello!"));
        using var client = new OnnxChatClient(new() { ModelPath = folder.Path, UnloadAfter = TimeSpan.FromMinutes(1) }, timeProvider: time);
        await using IAsyncEnumerator<ChatResponseUpdate> stream = await client.StartAsync();

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(ReadinessState.Busy, State(client).Readiness.State);
        string text = stream.Current.Text;
        while (await stream.MoveNextAsync())
        {
            text += stream.Current.Text;
        }

        Assert.Equal("Hello!", text);
    }

    [Fact]
    public async Task UnloadAfter_RequestsOfManyThreadsMeanwhile_AllAreAnswered()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        using var client = new OnnxChatClient(new() { ModelPath = folder.Path, UnloadAfter = TimeSpan.FromMilliseconds(1) });

        string[][] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var texts = new List<string>();
            for (int i = 0; i < 20; i++)
            {
                texts.Add((await client.AskAsync(streaming: i % 2 == 0)).Text);
                await Task.Delay(i % 4, Cancel);
            }

            return texts.ToArray();
        })));

        Assert.All(answers.SelectMany(texts => texts), text => Assert.Equal("a", text));
    }

    [Fact]
    public void UnloadAfter_NotPositive_IsRefused()
    {
        var exception = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(
            () => new OnnxChatClient(new() { ModelPath = "x", UnloadAfter = TimeSpan.Zero }));

        Assert.Contains("UnloadAfter is 00:00:00", exception.Message);
    }

    internal static ITargetState State(OnnxChatClient client) => client.GetRequiredService<ITargetState>();

    internal sealed class StateRecorder : IProgress<TargetReadiness>
    {
        private readonly List<ReadinessState> _states = [];

        public IReadOnlyList<ReadinessState> States => _states;

        public void Report(TargetReadiness value) => _states.Add(value.State);
    }
}
