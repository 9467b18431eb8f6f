using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

public sealed class PrefillTests
{
    /// <summary>About a token for each letter.</summary>
    private static readonly string LongQuestion = string.Concat(Enumerable.Range(0, 300).Select(i => $"{(char)('a' + (i * 7 % 26))} "));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prefill_LongPrompt_GoesInChunksOf128OffTheCallersThread(bool streaming)
    {
        int caller = Environment.CurrentManagedThreadId;
        HashSet<int> threads = [];
        using var client = new ScriptedClient(change: model => model.OnRun = (_, _) => threads.Add(Environment.CurrentManagedThreadId));

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 2 }, LongQuestion);

        int prompt = (int)response.Usage!.InputTokenCount!.Value;
        Assert.True(prompt > 256, $"The prompt has {prompt} tokens.");
        Assert.Equal([.. Enumerable.Repeat(128, prompt / 128), prompt % 128], client.Generator.Chunks);
        Assert.DoesNotContain(caller, threads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task Prefill_AnyChunkSize_GivesTheSameAnswer(int chunk)
    {
        using var expected = new ScriptedClient();
        using var client = new ScriptedClient(options => options.PrefillChunkSize = chunk);

        Assert.Equal(
            (await expected.AskAsync(streaming: false, question: LongQuestion)).Text,
            (await client.AskAsync(streaming: true, question: LongQuestion)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prefill_ModelTakesNoTokensBehindOthers_GetsPromptsInOnePiece(bool streaming)
    {
        using var client = new ScriptedClient(change: model => model.CanContinue = false);
        using var expected = new ScriptedClient();

        ChatResponse response = await client.AskAsync(streaming, question: LongQuestion);
        ChatResponse next = await client.AskAsync(streaming, question: LongQuestion);

        Assert.Equal((await expected.AskAsync(streaming, question: LongQuestion)).Text, response.Text);
        Assert.Equal(response.Text, next.Text);
        Assert.Equal(0, next.Usage!.CachedInputTokenCount);
        int prompt = (int)response.Usage!.InputTokenCount!.Value;
        Assert.Equal([[128], [prompt], [prompt]], client.Model.Generators.Select(generator => generator.Chunks));
        Assert.All(client.Model.Generators, generator => Assert.True(generator.IsDisposed));
    }

    [Fact]
    public async Task Prefill_ModelFillsUpItsPrompts_GetsThemInOnePiece()
    {
        using var client = new ScriptedClient(change: model => model.Window = 100);

        ChatResponse response = await client.AskAsync(streaming: false, new ChatOptions { MaxOutputTokens = 5 }, LongQuestion);
        _ = await client.AskAsync(streaming: false, new ChatOptions { MaxOutputTokens = 5 }, LongQuestion);

        int prompt = (int)response.Usage!.InputTokenCount!.Value;
        Assert.Equal(5, response.Usage.OutputTokenCount);
        Assert.Equal([[128], [prompt], [prompt]], client.Model.Generators.Select(generator => generator.Chunks));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhilePrefilling_TerminatesTheCallThatRuns(bool streaming)
    {
        using var cancellation = new CancellationTokenSource();
        int runs = 0;
        using var client = new ScriptedClient(change: model => model.OnRun = (generator, _) =>
        {
            if (++runs == 2)
            {
                cancellation.Cancel();
                Assert.True(generator.IsTerminated);
            }
        });

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TestUtils.ChatClientTestExtensions.SendAsync(client.Client, streaming, LongQuestion, null, cancellation.Token));

        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Equal(2, runs);
        Assert.True(client.Generator.IsDisposed);
        Assert.NotEmpty((await client.AskAsync(streaming)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prompt_LastMessageIsTheAssistants_EndsWithItsText(bool streaming)
    {
        using var client = new ScriptedClient();

        _ = await client.AskAsync(streaming, [new(ChatRole.User, "Count."), new(ChatRole.Assistant, "One, two")], new ChatOptions { MaxOutputTokens = 1 });

        Assert.EndsWith("One, two", ModelTokenizer.Load(DemoFolder.Path).Decode([.. client.Generator.Sent]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failure_OfTheNativeLibrary_ReachesTheCallerAndOnlyThisRequest(bool streaming)
    {
        bool fails = true;
        using var client = new ScriptedClient(change: model => model.OnRun = (_, _) =>
        {
            if (fails)
            {
                throw new ScriptedFailureException("std::bad_alloc");
            }
        });

        await Assert.ThrowsAsync<ScriptedFailureException>(() => client.AskAsync(streaming));
        fails = false;

        Assert.True(client.Generator.IsDisposed);
        Assert.NotEmpty((await client.AskAsync(streaming)).Text);
    }
}
