using System.Text.Json;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>What only the native library can show.</summary>
public sealed class NativeClientTests
{
    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    /// <summary>Folders of the shared data with the greedy ids that release 0.15.2 gave for them.</summary>
    [Theory]
    [InlineData("tiny-gqa-fp32")]
    [InlineData("tiny-gqa-fp32-pruned")]
    [InlineData("tiny-gqa-int4")]
    [InlineData("tiny-gqa-fp16kv")]
    public void Generate_GoldenPrompts_GivesTheTokensOfTheRelease(string name)
    {
        string models = Path.Combine(Environment.GetEnvironmentVariable("HYBRID_DATA") ?? Path.Combine(DemoFolder.Path, "../../../../shared/data"), "models");
        Assert.SkipUnless(Directory.Exists(models), $"The shared data is absent: {models}");
        ModelFolder folder = ModelFolder.Open(Path.Combine(models, "synthetic", name));
        using IGeneratorModel model = NativeEngine.Load(folder, executionProvider: null);
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(models, "golden-models.json")));

        foreach (JsonElement one in golden.RootElement.GetProperty(name).EnumerateArray())
        {
            int[] prompt = ReadIds(one, "prompt_ids");
            int[] expected = ReadIds(one, "greedy_ids");
            foreach (int chunk in (int[])[1, 5, 128])
            {
                using var pool = new SequencePool(model, folder.Config.ContextLength, maxKept: 0);
                using var tokens = new TokenGeneration(
                    pool, new GenAIRequest(prompt, expected.Length, new GeneratorSettings()) { KeptTokens = new HashSet<int>() }, chunk, TestCancellation);
                List<int> ids = [];
                while (tokens.MoveNext())
                {
                    ids.Add(tokens.Current);
                }

                Assert.Equal(expected, ids);
            }
        }
    }

    [Fact]
    public async Task Load_ProviderThatIsNotThere_NamesTheFolderAndLeavesTheProcessAlive()
    {
        using var client = new GenAIChatClient(new GenAIChatClientOptions { ModelPath = DemoFolder.Path, ExecutionProvider = "nosuch" });

        var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.LoadAsync(TestCancellation));

        Assert.Equal(DemoFolder.Path, exception.Path);
        Assert.True(NativeEngine.IsFailure(exception.InnerException!));
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public async Task Cancel_WhilePrefilling_EndsAndLeavesAWorkingClient()
    {
        using var client = new GenAIChatClient(new GenAIChatClientOptions { ModelPath = DemoFolder.Path, PrefillChunkSize = 1 });
        string expected = (await client.SendAsync(streaming: false, "Hello!", new ChatOptions { MaxOutputTokens = 10 }, TestCancellation)).Text;
        string question = string.Concat(Enumerable.Repeat("a b c d ", 50));
        for (int i = 0; i < 20; i++)
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(i));
            Exception? exception = await Record.ExceptionAsync(() => client.SendAsync(i % 2 == 0, question, null, cancellation.Token).WaitAsync(TimeSpan.FromSeconds(10), TestCancellation));
            Assert.True(exception is null or OperationCanceledException, $"{exception}");
        }

        Assert.Equal(expected, (await client.SendAsync(streaming: true, "Hello!", new ChatOptions { MaxOutputTokens = 10 }, TestCancellation)).Text);
    }

    private static int[] ReadIds(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
