using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels.Tests.Prompting;

public class ChatTemplateInputTests
{
    [Fact]
    public void From_InstructionsAndSystemMessages_MakesOneLeadingMessage()
    {
        ChatTemplateInput input = ChatTemplateInput.From(
            [new(ChatRole.System, "Be brief."), new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hi"), new(ChatRole.System, "Later.")],
            new ChatOptions { Instructions = "You are a poet." });
        Assert.Equal(
            [("system", "You are a poet.\n\nBe brief.\n\nBe kind."), ("user", "Hi"), ("system", "Later.")],
            input.Messages.Select(message => (message.Role, message.Content)));
    }

    [Fact]
    public void From_NoOptions_HasNoToolsAndAsksForAnAnswer()
    {
        ChatTemplateInput input = ChatTemplateInput.From([new(ChatRole.User, [new TextContent("a"), new TextContent("b")])], options: null);
        Assert.Equal(("ab", true), (Assert.Single(input.Messages).Content, input.AddGenerationPrompt));
        Assert.Empty(input.Tools);
        Assert.Empty(input.Variables);
    }

    [Fact]
    public void From_CallsAndResults_MapsThem()
    {
        ChatTemplateInput input = ChatTemplateInput.From(
            [
                new(ChatRole.Assistant,
                [
                    new TextReasoningContent("Hm."), new TextContent("Wait."),
                    new FunctionCallContent("c1", "add", new Dictionary<string, object?> { ["a"] = 1, ["b"] = "x" }),
                    new FunctionCallContent("c2", "now"),
                ]),
                new(ChatRole.Tool, [new FunctionResultContent("c1", new Dictionary<string, object?> { ["sum"] = 3 }), new FunctionResultContent("c2", "noon")]),
            ],
            options: null);
        ChatTemplateMessage call = input.Messages[0];
        Assert.Equal(("assistant", "Wait.", "Hm."), (call.Role, call.Content, call.ReasoningContent));
        Assert.Equal(["""add {"a": 1, "b": "x"}""", "now {}"],
            call.ToolCalls.Select(item => item.ToValue(writesArguments: true)).Select(item => Text(item, "name") + " " + Text(item, "arguments")));
        Assert.Equal(
            [("tool", "{\"sum\": 3}", "c1", "add"), ("tool", "noon", "c2", "now")],
            input.Messages.Skip(1).Select(message => (message.Role, message.Content, message.ToolCallId, message.Name)));
    }

    [Theory]
    [InlineData("""{"a": "cut \ud83d"}""", """{"a": "cut ?"}""")]
    [InlineData("\"cut \\ud83d\"", "cut ?")]
    public void From_ResultWithHalfASurrogatePair_KeepsIt(string json, string content)
    {
        using JsonDocument result = JsonDocument.Parse(json);
        ChatTemplateInput input = ChatTemplateInput.From([new(ChatRole.Tool, [new FunctionResultContent("c1", result.RootElement)])], options: null);
        Assert.Equal(content.Replace('?', '\ud83d'), Assert.Single(input.Messages).Content);
    }

    [Fact]
    public void From_ArgumentsWithHalfASurrogatePair_HaveAReplacementCharacter()
    {
        using JsonDocument json = JsonDocument.Parse("""{"cut \ud83d": ["\ud83d", {"b": 1}, null, true]}""");
        FunctionCallContent call = new("c1", "add", new Dictionary<string, object?> { ["a"] = json.RootElement, ["c"] = "\ud83d" });
        ChatTemplateInput input = ChatTemplateInput.From([new(ChatRole.Assistant, [call])], options: null);
        MapValue written = Assert.Single(Assert.Single(input.Messages).ToolCalls).ToValue(writesArguments: true);
        Assert.Equal("{\"a\": {\"cut \ufffd\": [\"\ufffd\", {\"b\": 1}, null, true]}, \"c\": \"\ufffd\"}", Text(written, "arguments"));
    }

    [Fact]
    public void From_ArgumentsThatAreNoJson_NamesTheTool()
    {
        FunctionCallContent call = new("c1", "add", new Dictionary<string, object?> { ["a"] = double.NaN });
        var exception = Assert.Throws<ArgumentException>(() => ChatTemplateInput.From([new(ChatRole.Assistant, [call])], options: null));
        Assert.Contains("'add'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_ResultOfContents_IsTheirText()
    {
        ChatTemplateInput input = ChatTemplateInput.From(
            [new(ChatRole.Tool, [new FunctionResultContent("c1", new TextContent("a")), new FunctionResultContent("c2", new AIContent[] { new TextContent("b"), new TextContent("c") })])],
            options: null);
        Assert.Equal(["a", "b\nc"], input.Messages.Select(message => message.Content));
    }

    [Fact]
    public void From_CallAndResultInOneMessage_HasBoth()
    {
        ChatTemplateInput input = ChatTemplateInput.From(
            [new(ChatRole.Assistant, [new FunctionCallContent("c1", "now"), new FunctionResultContent("c1", "noon")])], options: null);
        Assert.Equal("now", Assert.Single(input.Messages[0].ToolCalls).Name);
        Assert.Equal(("tool", "noon"), (input.Messages[1].Role, input.Messages[1].Content));
    }

    [Fact]
    public void From_Tools_WritesTheirSchemas()
    {
        AIFunction function = AIFunctionFactory.Create((int a) => a, "add", "Adds.");
        JsonElement tool = Assert.Single(ChatTemplateInput.From([], new ChatOptions { Tools = [function] }).Tools);
        Assert.Equal("function", tool.GetProperty("type").GetString());
        JsonElement written = tool.GetProperty("function");
        Assert.Equal(("add", "Adds."), (written.GetProperty("name").GetString(), written.GetProperty("description").GetString()));
        Assert.Equal("integer", written.GetProperty("parameters").GetProperty("properties").GetProperty("a").GetProperty("type").GetString());
    }

    [Fact]
    public void From_ToolModeNone_LeavesToolsOut()
    {
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create((int a) => a, "add")], ToolMode = ChatToolMode.None };
        Assert.Empty(ChatTemplateInput.From([], options).Tools);
    }

    [Fact]
    public void From_AdditionalProperties_AreVariables()
    {
        ChatOptions options = new() { AdditionalProperties = new() { ["enable_thinking"] = false } };
        Assert.Equal(false, ChatTemplateInput.From([], options).Variables["enable_thinking"]);
    }

    private static object? Text(MapValue call, string name) => Attributes.GetPath(call, "function." + name);
}
