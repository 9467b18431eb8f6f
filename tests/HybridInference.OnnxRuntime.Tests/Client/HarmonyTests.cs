using System.Text.Json;
using HybridInference.LocalModels.Tests.Answers;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>A model of gpt-oss's kind from the request to the parts of the answer.</summary>
public sealed class HarmonyTests
{
    private const string Template = "{% if tools %}{% for t in tools %}{{ t.function.name }} {{ t.function.parameters | tojson }}{% endfor %}{% endif %}"
        + "{% for m in messages %}<|start|>{{ m.role }}<|message|>{{ m.content }}"
        + "{% for c in m.tool_calls %}to=functions.{{ c.function.name }}<|message|>{{ c.function.arguments | tojson }}{% endfor %}<|end|>{% endfor %}"
        + "{% if add_generation_prompt %}<|start|>assistant{% endif %}{# <|channel|> #}";

    private static readonly string[] Tokens = ["<|start|>", "<|channel|>", "<|message|>", "<|constrain|>"];
    private static readonly AIFunction Add = AIFunctionFactory.Create((int a, int b) => a + b, "add", "Adds.");
    private static readonly ChatMessage[] Question = [new(ChatRole.User, "How much?")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_Channels_AreReasoningTextAndCalls(bool streaming)
    {
        var options = new ChatOptions { Tools = [Add] };
        const string Answered = "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>commentary to=functions.add <|constrain|>json<|message|>{\"a\":1,\"b\":2}";
        using ToyFolder folder = ToyFolder.AnsweringText(Answered, Template, Question, options, [.. Tokens, "<|end|>"]);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal("(Hm.)|add{\"a\":1,\"b\":2}", Answer.Describe(Assert.Single(response.Messages).Contents));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_CallRequired_IsOneWhateverTheModelWouldSay(bool streaming)
    {
        var options = new ChatOptions { Tools = [Add], ToolMode = ChatToolMode.RequireAny, MaxOutputTokens = 300 };
        using ToyFolder folder = ToyFolder.AnsweringText("<|channel|>final<|message|>No.", Template, Question, options, Tokens);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        FunctionCallContent call = Assert.IsType<FunctionCallContent>(Assert.Single(Assert.Single(response.Messages).Contents));
        Assert.Equal("add", call.Name);
        Assert.Equal(["a", "b"], call.Arguments!.Keys.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_JsonIsAskedFor_IsTheTextOfTheFinalChannel(bool streaming)
    {
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.Json, MaxOutputTokens = 100 };
        using ToyFolder folder = ToyFolder.AnsweringText("{\"a\":1}", Template, Question, options, Tokens);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        using JsonDocument json = JsonDocument.Parse(response.Text);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        Assert.DoesNotContain("<|", response.Text, StringComparison.Ordinal);
    }
}
