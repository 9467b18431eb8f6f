using System.Text.Json;
using HybridInference.LocalModels.Tests.Tokenization;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels.Tests.Prompting;

/// <summary>What templates of real models, and some that nobody has, make of tools, calls and results.</summary>
public sealed class ToolTemplateTests
{
    [Theory]
    [InlineData("Qwen2.5-Instruct (0.5B..)", true, true, true)]
    [InlineData("Llama-3.2-3B-Instruct", true, true, true)]
    [InlineData("Mistral-7B-Instruct-v0.3", true, true, true)]
    [InlineData("Phi-4-mini-instruct", true, false, true)]
    [InlineData("SmolLM2-Instruct (135M/360M/1.7B)", false, false, true)]
    [InlineData("Phi-3-mini-4k-instruct", false, false, false)]
    [InlineData("gemma-2-2b-it", false, true, false)]
    public void Tools_RealTemplate_TellsWhatItWrites(string model, bool tools, bool calls, bool results)
    {
        using TokenizerFolder folder = RealTemplate(model);
        Assert.Equal(new ToolSupport(tools, calls, results), Load(folder).Tools);
    }

    [Fact]
    public void Render_TemplateThatWritesNoCalls_GetsThemAsText()
    {
        using TokenizerFolder folder = RealTemplate("Phi-4-mini-instruct");
        string prompt = Load(folder).Render(ChatTemplateInput.From(Conversation, null));
        Assert.Contains("""<|assistant|>Wait.[{"name": "add", "arguments": {"a": 1}}, {"name": "now", "arguments": {}}]<|end|>""", prompt, StringComparison.Ordinal);
        Assert.Contains("<|tool|>3<|end|><|tool|>noon<|end|>", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TemplateThatTakesOneCallAtATime_GetsEachWithItsResult()
    {
        using TokenizerFolder folder = RealTemplate("Llama-3.2-3B-Instruct");
        string prompt = Load(folder).Render(ChatTemplateInput.From(Conversation, null));
        string[] order = ["\"name\": \"add\"", "\"3\"", "\"name\": \"now\"", "\"noon\""];
        int[] places = [.. order.Select(part => prompt.IndexOf(part, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void Render_SeveralCallsWithWrittenArguments_TriesBothForms()
    {
        using var folder = new TokenizerFolder(TokenizerFolder.ByteLevel());
        folder.Write("chat_template.jinja", "{% for m in messages %}{% for c in m.tool_calls %}{{ c.function.name + c.function.arguments }}{% endfor %}{% endfor %}");
        Assert.Equal("add{\"a\": 1}now{}", Load(folder).Render(ChatTemplateInput.From(Conversation, null)));
    }

    [Fact]
    public void Render_TemplateThatWritesOnlyTheFirstCall_GetsEachWithItsResult()
    {
        using var folder = new TokenizerFolder(TokenizerFolder.ByteLevel());
        folder.Write("chat_template.jinja", "{% for m in messages %}{% if m.tool_calls %}{{ m.tool_calls[0].function.name }}={% else %}{{ m.content }};{% endif %}{% endfor %}");
        ChatTemplate template = Load(folder);
        Assert.False(template.Tools.RendersSeveralCalls);
        Assert.Equal("How much, and when?;add=3;now=noon;", template.Render(ChatTemplateInput.From(Conversation, null)));
    }

    [Theory]
    [InlineData("", "[Hm.]add")]
    [InlineData("Wait.", "[Wait.]add")]
    public void Render_ReasoningBeforeACall_IsWhatTheTemplateOfGptOssTakes(string text, string expected)
    {
        using var folder = new TokenizerFolder(TokenizerFolder.ByteLevel());
        folder.Write("chat_template.jinja", """
            {%- for m in messages %}{% if m.tool_calls %}
            {%- if m.content and m.thinking %}{{ raise_exception('both') }}{% elif m.content %}[{{ m.content }}]{% elif m.thinking %}[{{ m.thinking }}]{% endif %}
            {{- m.tool_calls[0].function.name }}{% endif %}{% endfor %}
            """);
        ChatMessage message = new(ChatRole.Assistant, [new TextReasoningContent("Hm."), new TextContent(text), new FunctionCallContent("1", "add")]);
        Assert.Equal(expected, Load(folder).Render(ChatTemplateInput.From([message], null)));
    }

    private static ChatMessage[] Conversation =>
    [
        new(ChatRole.User, "How much, and when?"),
        new(ChatRole.Assistant,
        [
            new TextContent("Wait."),
            new FunctionCallContent("1", "add", new Dictionary<string, object?> { ["a"] = 1 }),
            new FunctionCallContent("2", "now"),
        ]),
        new(ChatRole.Tool, [new FunctionResultContent("1", 3), new FunctionResultContent("2", "noon")]),
    ];

    private static TokenizerFolder RealTemplate(string model)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("templates", "chat-templates.json")));
        JsonElement found = document.RootElement.GetProperty("models").EnumerateArray().Single(item => item.GetProperty("model").GetString() == model);
        return new TokenizerFolder(TokenizerFolder.ByteLevel()).Write("chat_template.jinja", found.GetProperty("chat_template").GetString()!);
    }

    private static ChatTemplate Load(TokenizerFolder folder) =>
        ChatTemplate.Load(folder.Path, ModelTokenizer.Load(folder.Path), TimeProvider.System)!;
}
