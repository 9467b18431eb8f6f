using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Whatever is wrong with a folder is told by an exception with a path in it, and the process goes on.</summary>
public sealed class BadFolderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_FolderIsMissing_TellsItsPathEveryTimeUntilItIsThere(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a"));
        string hidden = folder.Path + "-hidden";
        Directory.Move(folder.Path, hidden);
        using OnnxChatClient client = folder.CreateClient();

        for (int i = 0; i < 2; i++)
        {
            var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming));
            Assert.Equal(folder.Path, exception.Path);
            Assert.Contains(folder.Path, exception.Message, StringComparison.Ordinal);
            Assert.Equal(FailureKind.LocalFatal, new OnnxFailureClassifier().Classify(exception));
        }

        Directory.Move(hidden, folder.Path);
        Assert.Equal("a", (await client.AskAsync(streaming)).Text);
    }

    [Theory]
    [InlineData("genai_config.json")]
    [InlineData("model.onnx")]
    [InlineData("tokenizer.json")]
    public async Task Load_FileIsMissing_TellsWhich(string file)
    {
        using var folder = new ToyFolder();
        File.Delete(folder.File(file));

        Assert.Contains(file, (await LoadAsync(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "search": { "repetition_penalty": 0 } }""", "repetition_penalty")]
    [InlineData("""{ "search": { "repetition_penalty": -1.1 } }""", "repetition_penalty")]
    [InlineData("""{ "search": { "temperature": -1 } }""", "temperature")]
    [InlineData("""{ "search": { "temperature": 1e400 } }""", "temperature")]
    [InlineData("""{ "search": { "min_p": 2 } }""", "min_p")]
    [InlineData("""{ "model": { "eos_token_id": 300 } }""", "end token 300")]
    [InlineData("""{ "model": { "eos_token_id": [300, -1] } }""", "end token 300, -1")]
    public async Task Load_ValueIsOutsideItsRange_TellsWhich(string config, string expected)
    {
        using var folder = new ToyFolder(config: config);

        ModelLoadException exception = await LoadAsync(folder);

        Assert.Equal(folder.File("genai_config.json"), exception.Path);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(-100)]
    public async Task Load_ModelFileIsTruncated_TellsItsPathAndTheNextFolderLoads(int length)
    {
        using var folder = new ToyFolder();
        byte[] bytes = await File.ReadAllBytesAsync(folder.File("model.onnx"), TestContext.Current.CancellationToken);
        byte[] truncated = bytes[..(length < 0 ? bytes.Length + length : length)];
        await File.WriteAllBytesAsync(folder.File("model.onnx"), truncated, TestContext.Current.CancellationToken);

        Assert.Equal(folder.File("model.onnx"), (await LoadAsync(folder)).Path);

        using ToyFolder good = ToyFolder.Answering(ChatCalls.Tokens("good"));
        using OnnxChatClient client = good.CreateClient();
        Assert.Equal("good", (await client.AskAsync(streaming: false)).Text);
    }

    [Fact]
    public async Task Load_ModelFileIsNoModel_TellsItsPath()
    {
        using var folder = new ToyFolder();
        folder.Write("model.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 1\n");

        Assert.Equal(folder.File("model.onnx"), (await LoadAsync(folder)).Path);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("truncated")]
    public async Task Load_ExternalDataIsBad_TellsThePathOfTheModel(string kind)
    {
        string source = TestData.Require("models", "synthetic", "tiny-gqa-int4");
        using var folder = new ToyFolder();
        foreach (string file in Directory.GetFiles(source))
        {
            // Not File.Copy: the source may be read-only, and a copy would be too.
            await File.WriteAllBytesAsync(folder.File(Path.GetFileName(file)), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }

        if (kind == "missing")
        {
            File.Delete(folder.File("model.onnx.data"));
        }
        else
        {
            using FileStream data = File.OpenWrite(folder.File("model.onnx.data"));
            data.SetLength(data.Length / 2);
        }

        Assert.Equal(folder.File("model.onnx"), (await LoadAsync(folder)).Path);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{ "model": 1 }""", "'model' should be an object but is 1")]
    [InlineData("""{ "model": { "context_length": "long" } }""", "'model.context_length' should be an integer but is \"long\"")]
    [InlineData("""{ "model": { "context_length": 0 } }""", "'model.context_length' must be a positive")]
    [InlineData("""{ "model": { "context_length": 9, "eos_token_id": [1, "b"] } }""", "'model.eos_token_id' should be an integer")]
    [InlineData("""{ "model": { "context_length": 9 }, "search": { "do_sample": 1 } }""", "'search.do_sample' should be true or false")]
    [InlineData("""{ "model": { "context_length": 9, "decoder": { "filename": "../model.onnx" } } }""", "must stay inside the folder")]
    [InlineData("""{ "model": { "context_length": 9, "vision": {} } }""", "model.vision")]
    [InlineData("""{ "model": { "context_length": 9, "speech": {}, "embedding": {} } }""", "model.speech, model.embedding")]
    [InlineData("""{ "model": { "context_length": 9, "decoder": { "pipeline": [] } } }""", "model.decoder.pipeline")]
    public async Task Load_ConfigIsBad_TellsFileAndKey(string config, string problem)
    {
        using var folder = new ToyFolder();
        folder.Write("genai_config.json", config);

        ModelLoadException exception = await LoadAsync(folder);

        Assert.Equal(folder.File("genai_config.json"), exception.Path);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "model": { "decoder": { "session_options": { "graph_optimization_level": "FAST" } } } }""", "FAST")]
    [InlineData("""{ "model": { "decoder": { "session_options": { "custom_ops_library": "lib.so" } } } }""", "lib.so")]
    [InlineData("""{ "model": { "decoder": { "inputs": { "input_ids": "tokens" } } } }""", "no input 'tokens'")]
    [InlineData("""{ "model": { "decoder": { "outputs": { "logits": "scores" } } } }""", "no output 'scores'")]
    [InlineData("""{ "model": { "decoder": { "inputs": { "past_key_names": "k.%d", "past_value_names": "v.%d" } } } }""", "no input is named like 'k.%d'")]
    [InlineData("""{ "model": { "decoder": { "outputs": { "present_key_names": "k.%d" } } } }""", "no matching output 'k.0'")]
    public async Task Load_ConfigDoesNotFitTheGraph_TellsWhat(string config, string problem)
    {
        using var folder = new ToyFolder(config: config);

        Assert.Contains(problem, (await LoadAsync(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_GraphWantsAnUnknownInput_TellsItsName()
    {
        using var folder = new ToyFolder(new ToyGraph { StrangeInput = "pixel_values" });

        Assert.Contains("pixel_values", (await LoadAsync(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_PathIsAFile_SaysSo()
    {
        using var folder = new ToyFolder();
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder.File("model.onnx") });

        var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.LoadAsync(TestContext.Current.CancellationToken));

        Assert.Contains("this is a file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_FolderHasNeitherLayout_NamesBoth()
    {
        using var folder = new ToyFolder();
        File.Delete(folder.File("genai_config.json"));

        ModelLoadException exception = await LoadAsync(folder);

        Assert.Contains("genai_config.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains("config.json with onnx/model*.onnx", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_ModelPackage_SaysSo()
    {
        using var folder = new ToyFolder();
        File.Move(folder.File("genai_config.json"), folder.File("manifest.json"));

        Assert.Contains("model packages are not supported", (await LoadAsync(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_ModelIsInAnInnerFolder_NamesIt()
    {
        using var folder = new ToyFolder();
        Directory.CreateDirectory(folder.File("cpu-int4"));
        File.Move(folder.File("genai_config.json"), folder.File("cpu-int4/genai_config.json"));

        Assert.Contains("'cpu-int4'", (await LoadAsync(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_ConfigHasUnknownKeysAndComments_Answers(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("ab"), """
            {
              "novelty": { "a": [1] },
              "model": { "novelty": true, "decoder": { "novelty": {}, "inputs": { "novelty": "x" }, "session_options": { "novelty": 7, "session.novelty": "1" } } },
              "search": { "novelty": null, "num_beams": 1.0 }
            }
            """);
        folder.Write("genai_config.json", "// A comment.\n" + await File.ReadAllTextAsync(folder.File("genai_config.json"), TestContext.Current.CancellationToken));
        using OnnxChatClient client = folder.CreateClient();

        Assert.Equal("ab", (await client.AskAsync(streaming)).Text);
    }

    [Theory]
    [InlineData(false, 80)]
    [InlineData(true, 500)]
    public async Task Request_PromptIsLongerThanTheContext_TellsBothLengths(bool streaming, int length)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("ab"), """{ "model": { "context_length": 80 }, "search": { "max_length": 80 } }""");
        using OnnxChatClient client = folder.CreateClient();

        var exception = await Assert.ThrowsAsync<ContextLengthExceededException>(() => client.AskAsync(streaming, question: new string('x', length)));

        Assert.Equal(80, exception.ContextLength);
        Assert.InRange(exception.PromptTokens, length, length + 60);
        Assert.Contains("80", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Capability, new OnnxFailureClassifier().Classify(exception));
        Assert.Equal("ab", (await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 2 })).Text);
    }

    private static async Task<ModelLoadException> LoadAsync(ToyFolder folder)
    {
        using OnnxChatClient client = folder.CreateClient();
        var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.LoadAsync(TestContext.Current.CancellationToken));
        Assert.Contains(exception.Path, exception.Message, StringComparison.Ordinal);
        return exception;
    }
}
