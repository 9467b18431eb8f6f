using HybridInference.LocalModels.Tests.Prompting.Templates;
using HybridInference.LocalModels.Tests.Tokenization;

namespace HybridInference.LocalModels.Tests.Prompting;

public class ChatTemplateTests
{
    private static readonly FixedTime Time = new(new DateTimeOffset(2025, 7, 10, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Load_NoTemplate_GivesNull()
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel());
        folder.Write("tokenizer_config.json", """{"chat_template": null}""");
        Assert.Null(Load(folder));
    }

    [Theory]
    [InlineData("config", "jinja", "json", "config")]
    [InlineData(null, "jinja", "json", "jinja")]
    [InlineData(null, null, "json", "json")]
    public void Load_SeveralFiles_TakesTheFirst(string? config, string? jinja, string? json, string expected)
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel());
        folder.Write("tokenizer_config.json", config is null ? "{}" : $$"""{"chat_template": "{{config}}"}""");
        if (jinja is not null)
        {
            folder.Write("chat_template.jinja", jinja);
        }

        folder.Write("chat_template.json", $$"""{"chat_template": "{{json}}"}""");
        Assert.Equal(expected, Load(folder)!.Render(new ChatTemplateInput()));
    }

    [Theory]
    [InlineData(false, "plain")]
    [InlineData(true, "with tools")]
    public void Render_NamedTemplates_TakesTheOneForTools(bool hasTools, string expected)
    {
        using TokenizerFolder folder = Folder(
            """[{"name": "default", "template": "plain"}, {"name": "tool_use", "template": "with tools"}, {"name": "rag", "template": "rag"}]""");
        System.Text.Json.JsonElement tool = System.Text.Json.JsonDocument.Parse("{}").RootElement;
        Assert.Equal(expected, Load(folder)!.Render(new ChatTemplateInput { Tools = hasTools ? [tool] : [] }));
    }

    [Fact]
    public void Render_FileForToolsBesideTheTemplate_IsTakenWithTools()
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel());
        Directory.CreateDirectory(Path.Combine(folder.Path, "additional_chat_templates"));
        folder.Write("chat_template.jinja", "plain").Write("additional_chat_templates/tool_use.jinja", "with tools");
        System.Text.Json.JsonElement tool = System.Text.Json.JsonDocument.Parse("{}").RootElement;
        Assert.Equal("plain", Load(folder)!.Render(new ChatTemplateInput()));
        Assert.Equal("with tools", Load(folder)!.Render(new ChatTemplateInput { Tools = [tool] }));
    }

    [Fact]
    public void Render_OneTemplateOfAnyName_TakesIt()
    {
        using TokenizerFolder folder = Folder("""[{"name": "chat", "template": "x"}]""");
        Assert.Equal("x", Load(folder)!.Render(new ChatTemplateInput()));
    }

    [Fact]
    public void Render_Variables_AreThoseOfTransformers()
    {
        using TokenizerFolder folder = Folder(
            "\"{{ bos_token }}|{{ eos_token }}|{{ tools is none }}|{{ add_generation_prompt }}|{{ enable_thinking }}|{{ effort }}|{{ strftime_now('%d %b %Y') }}\"");
        ChatTemplateInput input = new()
        {
            AddGenerationPrompt = false,
            Variables = new Dictionary<string, object?> { ["enable_thinking"] = false, ["effort"] = 3, ["messages"] = "mine", ["other"] = new object() },
        };
        Assert.Equal("<s>||True|False|False|3|10 Jul 2025", Load(folder)!.Render(input));
    }

    [Fact]
    public void Render_TemplateThatExpectsArgumentsAsText_GetsThem()
    {
        using TokenizerFolder folder = Folder("\"{% for m in messages %}{% for c in m.tool_calls %}{{ c.function.name + ':' + c.function.arguments }}{% endfor %}{% endfor %}\"");
        Assert.Equal("add:{\"a\": 1}", Load(folder)!.Render(InputWithCall()));
    }

    [Fact]
    public void Render_TemplateThatWritesArguments_GetsThemAsMap()
    {
        using TokenizerFolder folder = Folder("\"{{ messages[0].tool_calls[0].function.arguments | tojson }}\"");
        Assert.Equal("{\"a\": 1}", Load(folder)!.Render(InputWithCall()));
    }

    [Theory]
    [InlineData("system", "system:[{\"name\": \"add\"}] ")]
    [InlineData("user", "system:[{\"name\": \"add\"}] user: ")]
    public void Render_TemplateThatReadsToolsOfMessages_GetsThemInTheSystemMessage(string role, string expected)
    {
        using TokenizerFolder folder = Folder("\"{% for message in messages %}{{ message.role }}:{{ message['tools'] }} {% endfor %}\"");
        using System.Text.Json.JsonDocument tool =
            System.Text.Json.JsonDocument.Parse("""{"type": "function", "function": {"name": "add"}}""");
        ChatTemplateInput input = new() { Messages = [new ChatTemplateMessage(role, "Hi")], Tools = [tool.RootElement] };
        Assert.Equal(expected, Load(folder)!.Render(input));
    }

    [Fact]
    public void Render_TemplateRefuses_ThrowsItsMessage()
    {
        using TokenizerFolder folder = Folder("\"{{ raise_exception('System role not supported') }}\"");
        InvalidOperationException exception = Assert.ThrowsAny<InvalidOperationException>(() => Load(folder)!.Render(InputWithCall()));
        Assert.Equal("System role not supported", exception.Message);
    }

    [Theory]
    [InlineData("tokenizer_config.json", """{"chat_template": "{% if %}"}""")]
    [InlineData("tokenizer_config.json", """{"chat_template": 5}""")]
    [InlineData("tokenizer_config.json", """{"chat_template": []}""")]
    [InlineData("tokenizer_config.json", """{"chat_template": [{"name": "a", "template": "x"}, {"name": "b", "template": "x"}]}""")]
    [InlineData("tokenizer_config.json", """{"chat_template": [{"name": "a"}]}""")]
    [InlineData("tokenizer_config.json", """{"chat_template": "\ud800"}""")]
    [InlineData("chat_template.jinja", "{{")]
    [InlineData("chat_template.json", "{")]
    public void Load_Mistake_NamesTheFile(string name, string content)
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel());
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.Path);
        folder.Write(name, content);
        ModelLoadException exception = Assert.Throws<ModelLoadException>(() => ChatTemplate.Load(folder.Path, tokenizer, Time));
        Assert.EndsWith(name, exception.Path, StringComparison.Ordinal);
    }

    private static TokenizerFolder Folder(string template) => new TokenizerFolder(TokenizerFolder.ByteLevel())
        .Write("tokenizer_config.json", $$"""{"bos_token": "<s>", "chat_template": {{template}} }""");

    private static ChatTemplate? Load(TokenizerFolder folder) => ChatTemplate.Load(folder.Path, ModelTokenizer.Load(folder.Path), Time);

    private static ChatTemplateInput InputWithCall()
    {
        using System.Text.Json.JsonDocument arguments = System.Text.Json.JsonDocument.Parse("{\"a\": 1}");
        return new ChatTemplateInput
        {
            Messages = [new ChatTemplateMessage("assistant", "") { ToolCalls = [new ChatTemplateToolCall("1", "add", arguments.RootElement.Clone())] }],
        };
    }
}
