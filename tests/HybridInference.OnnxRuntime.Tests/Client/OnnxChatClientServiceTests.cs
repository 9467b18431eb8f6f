using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxChatClientServiceTests
{
    [Fact]
    public void GetService_Capabilities_TellsTheContextLengthWithoutLoadingTheModel()
    {
        using var folder = new ToyFolder();
        File.Delete(folder.File("model.onnx"));
        using OnnxChatClient client = folder.CreateClient();

        var capabilities = client.GetService<TargetCapabilities>();

        Assert.Equal(new TargetCapabilities(ChatCapabilities.StructuredOutput | ChatCapabilities.Prefill, 200), capabilities);
        Assert.Same(capabilities, client.GetService<TargetCapabilities>());
    }

    [Fact]
    public void GetService_CapabilitiesOfAMissingFolder_AreUnknownUntilItIsThere()
    {
        using var folder = new ToyFolder();
        File.Move(folder.File("genai_config.json"), folder.File("later.json"));
        using OnnxChatClient client = folder.CreateClient();

        Assert.Null(client.GetService<TargetCapabilities>()?.ContextLength);
        File.Move(folder.File("later.json"), folder.File("genai_config.json"));
        Assert.Equal(200, client.GetService<TargetCapabilities>()?.ContextLength);
    }

    [Theory]
    [InlineData("{% for m in messages %}{{ m.content }}{% endfor %}", ChatCapabilities.Prefill)]
    [InlineData("{% if tools %}{{ tools | tojson }}{% endif %}", ChatCapabilities.None)]
    [InlineData("{% if tools %}{{ tools | tojson }}{% endif %}{% for m in messages %}{{ m.content }}{% endfor %}", ChatCapabilities.Tools | ChatCapabilities.Prefill)]
    [InlineData("{% for message in messages %}{{ message['tools'] }}{{ message['content'] }}{% endfor %}", ChatCapabilities.Tools | ChatCapabilities.Prefill)]
    [InlineData("{{ raise_exception('no') }}", ChatCapabilities.None)]
    public void GetService_Capabilities_TellWhatTheTemplateWritesWithoutLoadingTheModel(string template, ChatCapabilities expected)
    {
        using var folder = new ToyFolder(hasTemplate: false);
        folder.Write("chat_template.jinja", template);
        File.Delete(folder.File("model.onnx"));
        File.Delete(folder.File("tokenizer.json"));
        using OnnxChatClient client = folder.CreateClient();

        Assert.Equal(expected | ChatCapabilities.StructuredOutput, client.GetService<TargetCapabilities>()?.Supported);
    }

    [Fact]
    public void GetService_MetadataAndItself_AreFoundWithoutAKey()
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = "some/where/tiny/" });

        var metadata = client.GetService<ChatClientMetadata>();

        Assert.Equal("onnxruntime", metadata?.ProviderName);
        Assert.Equal("tiny", metadata?.DefaultModelId);
        Assert.Same(client, client.GetService<IChatClient>());
        Assert.Same(client, client.GetService<OnnxChatClient>());
        Assert.Null(client.GetService<OnnxChatClient>("key"));
        Assert.Null(client.GetService<string>());
    }

    [Fact]
    public void Classify_ExceptionsOfOthers_AreUnknown()
    {
        var classifier = new OnnxFailureClassifier();

        Assert.Null(classifier.Classify(new NotSupportedException()));
        Assert.Null(classifier.Classify(new InvalidOperationException()));
        Assert.Equal(FailureKind.LocalFatal, classifier.Classify(new OutOfMemoryException()));
        Assert.Equal(FailureKind.LocalFatal, classifier.Classify(Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(Array.Empty<byte>()))));
    }

    [Fact]
    public void IsOutOfMemory_MoreThanAnyMachineHas_IsToldFromOtherFailures()
    {
        var classifier = new OnnxFailureClassifier();
        var shortage = Assert.Throws<OnnxRuntimeException>(
            () => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [1L << 50]));
        var damage = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(Array.Empty<byte>()));

        Assert.True(classifier.IsOutOfMemory(shortage));
        Assert.True(classifier.IsOutOfMemory(new ModelLoadException("model", "There is too little memory.", shortage)));
        Assert.True(classifier.IsOutOfMemory(new OutOfMemoryException()));
        Assert.False(classifier.IsOutOfMemory(damage));
        Assert.False(classifier.IsOutOfMemory(new InvalidOperationException("out of memory")));
    }
}
