using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>Tools and what they give reach the template as they are, and calls are read from the answer.</summary>
public sealed class ToolTests
{
    private const string Template =
        "{% if tools %}{{ tools | tojson }}{% endif %}{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}"
        + "{% for call in message.tool_calls or [] %}<tool_call>{{ call.function.arguments | tojson }}</tool_call>{% endfor %}<|im_end|>{% endfor %}"
        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private static readonly AITool Weather = AIFunctionFactory.Create((string city, int days) => "", "get_weather", "Tells the weather.");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WithATool_IsWrittenByTheTemplateAndItsCallIsRead(bool streaming)
    {
        using var folder = new ChangedFolder(template: Template);
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.Path);
        const string Call = """Let me see. <tool_call>{"name": "get_weather", "arguments": {"city": "Ulm", "days": 2}}</tool_call>""";
        List<int> answer = [];
        tokenizer.Encode(Call, answer);
        using var client = new ScriptedClient(options => options.ModelPath = folder.Path, model => model.Answer = answer);
        var options = new ChatOptions { Tools = [Weather] };
        ChatMessage[] messages = [new(ChatRole.User, "How is the weather?")];
        await client.Client.LoadAsync(TestContext.Current.CancellationToken);
        client.Model.PromptLength = await client.Client.CountTokensAsync(messages, options, TestContext.Current.CancellationToken);

        ChatResponse response = await client.AskAsync(streaming, messages, options);

        FunctionCallContent call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal("get_weather", call.Name);
        Assert.Equal(["Ulm", "2"], call.Arguments!.Values.Select(value => value!.ToString()));
        Assert.Equal("Let me see. ", response.Text);
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public async Task Request_ToolsCallsAndResults_AreInThePromptVerbatim()
    {
        using var folder = new ChangedFolder(template: Template);
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.Path);
        using var client = new ScriptedClient(options => (options.ModelPath, options.MaxOutputTokens) = (folder.Path, 1));
        const string Result = """{"sky": "grau", "wind": [1, 2.50]}""";
        ChatMessage[] messages =
        [
            new(ChatRole.User, "How is the weather?"),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "get_weather", new Dictionary<string, object?> { ["city"] = "Ulm", ["days"] = 2 })]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", Result)]),
        ];

        _ = await client.AskAsync(streaming: false, messages, new ChatOptions { Tools = [Weather] });

        string prompt = tokenizer.Decode([.. client.Generator.Sent]);
        Assert.Contains(Result, prompt, StringComparison.Ordinal);
        Assert.Contains("get_weather", prompt, StringComparison.Ordinal);
        Assert.Contains("Tells the weather.", prompt, StringComparison.Ordinal);
        Assert.Contains(JsonSerializer.Serialize("Ulm"), prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_ToolsThatTheTemplateLeavesOut_AreRefused(bool streaming)
    {
        using var client = new ScriptedClient();

        await Assert.ThrowsAnyAsync<NotSupportedException>(() => client.AskAsync(streaming, new ChatOptions { Tools = [Weather] }));

        Assert.Empty(client.Model.Generators);
    }

    [Fact]
    public void Capabilities_AreReadFromTheFolderWithoutLoading()
    {
        using var folder = new ChangedFolder(template: Template);
        using var with = new ScriptedClient(options => options.ModelPath = folder.Path);
        using var without = new ScriptedClient();
        using var missing = new ScriptedClient(options => options.ModelPath = folder.File("nothing"));
        OptionalChatOptions refused = OptionalChatOptions.FrequencyPenalty | OptionalChatOptions.PresencePenalty;

        Assert.Equal(new TargetCapabilities(ChatCapabilities.Tools | ChatCapabilities.Prefill, 512) { UnsupportedOptions = refused }, with.Client.GetService<TargetCapabilities>());
        Assert.Equal(new TargetCapabilities(ChatCapabilities.Prefill, 512) { UnsupportedOptions = refused }, without.Client.GetService<TargetCapabilities>());
        Assert.Equal(new TargetCapabilities(ChatCapabilities.None) { UnsupportedOptions = refused }, missing.Client.GetService<TargetCapabilities>());
        Assert.Empty(with.Models);
    }
}
