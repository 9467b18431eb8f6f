using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

public sealed class ReuseTests
{
    private static readonly ChatMessage[] Start = [new(ChatRole.System, "Be brief, be honest and be kind to everyone."), new(ChatRole.User, "Hello!")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reuse_PromptThatBranchesOff_RewindsToWhereItDoes(bool streaming)
    {
        using var client = new ScriptedClient();
        _ = await client.AskAsync(streaming, Start);

        ChatMessage[] other = [Start[0], new(ChatRole.User, "Good morning!")];
        ChatResponse response = await client.AskAsync(streaming, other);

        ScriptedGenerator generator = Assert.Single(client.Model.Generators);
        Assert.Equal(response.Usage!.CachedInputTokenCount, Assert.Single(generator.Rewinds));
        Assert.True(response.Usage.CachedInputTokenCount > 10);
        using var fresh = new ScriptedClient();
        Assert.Equal((await fresh.AskAsync(streaming, other)).Text, response.Text);
    }

    [Fact]
    public async Task Reuse_SamePromptAgain_ComputesItsLastTokenOnly()
    {
        using var client = new ScriptedClient();
        ChatResponse first = await client.AskAsync(streaming: false, Start);

        ChatResponse again = await client.AskAsync(streaming: false, Start);

        Assert.Equal(first.Usage!.InputTokenCount - 1, again.Usage!.CachedInputTokenCount);
        Assert.Equal(1, client.Generator.Chunks[^1]);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task Reuse_OtherSettings_HaveAGeneratorOfTheirOwn()
    {
        using var client = new ScriptedClient(options => options.MaxKeptSequences = 2);
        _ = await client.AskAsync(streaming: false, Start);

        ChatResponse sampled = await client.AskAsync(streaming: false, Start, new ChatOptions { Temperature = 1 });
        ChatResponse seeded = await client.AskAsync(streaming: false, Start, new ChatOptions { Temperature = 1, Seed = 3 });
        ChatResponse seededAgain = await client.AskAsync(streaming: false, Start, new ChatOptions { Temperature = 1, Seed = 3 });
        ChatResponse greedy = await client.AskAsync(streaming: false, Start);

        Assert.Equal((0, 0, 0), (sampled.Usage!.CachedInputTokenCount, seeded.Usage!.CachedInputTokenCount, seededAgain.Usage!.CachedInputTokenCount));
        Assert.Equal(seeded.Text, seededAgain.Text);
        Assert.Equal(greedy.Usage!.InputTokenCount - 1, greedy.Usage.CachedInputTokenCount);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Reuse_MaxKeptSequences_FreesTheOldest(int kept, int disposed)
    {
        using var client = new ScriptedClient(options => options.MaxKeptSequences = kept);

        _ = await client.AskAsync(streaming: false, Start);
        _ = await client.AskAsync(streaming: false, Start, new ChatOptions { AdditionalProperties = new() { ["repetition_penalty"] = 1.5 } });

        Assert.Equal(disposed, client.Model.Generators.Count(generator => generator.IsDisposed));
    }

    [Fact]
    public async Task Reuse_ModelCannotBeRewound_ComputesThePromptAnew()
    {
        using var client = new ScriptedClient(change: model => model.CanRewind = false);
        ChatResponse first = await client.AskAsync(streaming: false, Start);

        ChatResponse again = await client.AskAsync(streaming: false, Start);

        Assert.Equal(0, again.Usage!.CachedInputTokenCount);
        Assert.Equal(first.Text, again.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Grow_AnswerLongerThanTheFirstMemory_GoesOnInALargerGenerator(bool streaming)
    {
        using var folder = new ChangedFolder("""{ "model": { "context_length": 5000, "eos_token_id": 0 }, "search": { "max_length": 5000 } }""");
        using var client = new ScriptedClient(options => options.ModelPath = folder.Path);

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 4500 }, "Hello!");

        Assert.Equal([2048, 4096, 5000], client.Model.Generators.Select(generator => generator.Capacity));
        Assert.Equal(4500, response.Usage!.OutputTokenCount);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        using var whole = new ScriptedClient(options => (options.ModelPath, options.MaxOutputTokens) = (folder.Path, 1000));
        Assert.StartsWith((await whole.AskAsync(streaming)).Text, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unload_WhenIdle_FreesModelAndGeneratorsAndLoadsAgain()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var client = new ScriptedClient(options => options.UnloadAfter = TimeSpan.FromMinutes(1), timeProvider: time);
        ChatResponse first = await client.AskAsync(streaming: false);

        time.Advance(TimeSpan.FromMinutes(2));

        Assert.True(client.Model.IsDisposed);
        Assert.False(client.Client.IsReady);
        Assert.Equal(first.Text, (await client.AskAsync(streaming: true)).Text);
        Assert.Equal(2, client.Models.Count);
    }
}
