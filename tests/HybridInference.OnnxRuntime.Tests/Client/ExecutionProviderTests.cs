using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>No native library of a provider is here, so all of these fall back.</summary>
public sealed class ExecutionProviderTests
{
    [Theory]
    [InlineData("cuda")]
    [InlineData("CUDA")]
    [InlineData("directml")]
    [InlineData("coreml")]
    [InlineData("qnn")]
    [InlineData("openvino")]
    public async Task Load_ProviderIsNotThere_WarnsOnceAndRunsOnTheCpu(string provider)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hi"));
        var log = new FakeLogCollector();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(new FakeLoggerProvider(log)));
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder.Path, ExecutionProvider = provider }, loggers);

        Assert.Equal("Hi", (await client.AskAsync(streaming: false)).Text);
        Assert.Equal("Hi", (await client.AskAsync(streaming: true)).Text);

        FakeLogRecord warning = Assert.Single(log.GetSnapshot(), record => record.Level == LogLevel.Warning);
        Assert.Contains($"execution provider {provider} cannot run", warning.Message, StringComparison.Ordinal);
        Assert.Contains("runs on the CPU", warning.Message, StringComparison.Ordinal);
        Assert.Contains($"no execution provider '{provider}'", Assert.IsType<ModelLoadException>(warning.Exception).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_FolderIsDamaged_FailsAsWithoutAProvider()
    {
        using var folder = new ToyFolder();
        folder.Write("model.onnx", "no graph");
        using OnnxChatClient client = folder.CreateClient(options => options.ExecutionProvider = "cuda");

        var exception = await Assert.ThrowsAsync<ModelLoadException>(() => client.LoadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(folder.File("model.onnx"), exception.Path);
    }

    [Fact]
    public void Options_UnknownProvider_IsRefusedWithTheNames()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => new OnnxChatClient(new OnnxChatClientOptions { ModelPath = "x", ExecutionProvider = "tpu" }));
        Assert.Contains("'tpu'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("cuda, directml, coreml, qnn, openvino", exception.Message, StringComparison.Ordinal);
    }
}
