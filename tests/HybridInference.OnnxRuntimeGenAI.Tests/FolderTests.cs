using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>Everything is checked before the native library sees a folder: it ends the process over some damaged ones.</summary>
public sealed class FolderTests
{
    [Theory]
    [InlineData("tokenizer.json", "{")]
    [InlineData("tokenizer.json", null)]
    [InlineData("tokenizer_config.json", "{}")]
    [InlineData("model.onnx", "this is not a model, but a text of some length")]
    [InlineData("model.onnx", null)]
    [InlineData("genai_config.json", "[]")]
    [InlineData("genai_config.json", """{ "model": { "context_length": 10, "vision": {} } }""")]
    public async Task Load_DamagedFolder_IsRefusedBeforeTheNativeLibrary(string file, string? content)
    {
        using var folder = new ChangedFolder();
        Write(folder.File(file), content);

        await AssertRefusedAsync(folder.Path);
    }

    [Fact]
    public async Task Load_GraphThatIsCutOff_IsRefusedBeforeTheNativeLibrary()
    {
        using var folder = new ChangedFolder();
        byte[] graph = await File.ReadAllBytesAsync(folder.File("model.onnx"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.File("model.onnx"), graph[..(graph.Length / 2)], TestContext.Current.CancellationToken);

        await AssertRefusedAsync(folder.Path);
    }

    [Fact]
    public async Task Load_GraphWithoutTheInputForTokens_IsRefusedByName()
    {
        using var folder = new ChangedFolder("""{ "model": { "decoder": { "filename": "model.onnx", "inputs": { "input_ids": "other" } } } }""");

        Assert.Contains("'other'", (await AssertRefusedAsync(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_HuggingFaceLayout_NamesTheEngineForIt()
    {
        string path = Directory.CreateTempSubdirectory("hybrid-genai-").FullName;
        await File.WriteAllTextAsync(Path.Combine(path, "config.json"), "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(path, "model.onnx"), "", TestContext.Current.CancellationToken);

        Assert.Contains("HybridInference.OnnxRuntime", (await AssertRefusedAsync(path)).Message, StringComparison.Ordinal);
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task Load_FolderThatAppearsLater_IsLoadedThen()
    {
        using var folder = new ChangedFolder();
        string graph = folder.File("model.onnx");
        File.Move(graph, graph + ".part");
        using var client = new ScriptedClient(options => options.ModelPath = folder.Path);
        await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming: false));

        File.Move(graph + ".part", graph);

        Assert.NotEmpty((await client.AskAsync(streaming: true)).Text);
    }

    [Fact]
    public async Task Load_ManyRequestsAtOnce_LoadOnce()
    {
        using var client = new ScriptedClient();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => client.AskAsync(i % 2 == 0, new ChatOptions { MaxOutputTokens = 2 })));

        Assert.Single(client.Models);
    }

    private static void Write(string file, string? content)
    {
        File.Delete(file);
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }
    }

    private static async Task<ModelLoadException> AssertRefusedAsync(string path)
    {
        using var client = new ScriptedClient(options => options.ModelPath = path);

        var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming: false));

        Assert.Empty(client.Models);
        Assert.StartsWith(path, exception.Path, StringComparison.Ordinal);
        return exception;
    }
}
