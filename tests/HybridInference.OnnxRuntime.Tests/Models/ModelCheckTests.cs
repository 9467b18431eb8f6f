namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Graphs that load and cannot be used are found out while loading.</summary>
public sealed class ModelCheckTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task Load_LogitsAreNoNumbers_NamesTheGraph(float peak)
    {
        using var folder = new ToyFolder(new ToyGraph { Peak = peak });
        using OnnxChatClient client = folder.CreateClient();

        var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.LoadAsync(TestContext.Current.CancellationToken));

        Assert.Equal(folder.File("model.onnx"), exception.Path);
        Assert.Contains("not finite", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_TokenIdBeyondTheModels_NamesTheTokenizer(bool streaming)
    {
        using var folder = new ToyFolder();
        folder.Write("tokenizer.json", File.ReadAllText(folder.File("tokenizer.json")).Replace("\"x\":120", "\"x\":5000", StringComparison.Ordinal));
        using OnnxChatClient client = folder.CreateClient();

        var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.AskAsync(streaming));

        Assert.Equal(folder.File("tokenizer.json"), exception.Path);
        Assert.Contains("5000", exception.Message, StringComparison.Ordinal);
        Assert.Contains("300", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_TemplateRefuses_NamesItsFile(bool streaming)
    {
        using var folder = new ToyFolder(hasTemplate: false);
        folder.Write("chat_template.jinja", "{{ raise_exception('no') }}");
        using OnnxChatClient client = folder.CreateClient();

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => client.AskAsync(streaming));

        Assert.Contains(folder.File("chat_template.jinja"), exception.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Capability, new OnnxFailureClassifier().Classify(exception));
    }
}
