using CsCheck;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels.Tests.Answers;

/// <summary>Calls in every style, read at once and letter by letter.</summary>
public sealed class ToolCallTests
{
    private const string Call = """{"name": "add", "arguments": {"a": 1, "b": "x"}}""";
    private const string Read = """add{"a":1,"b":"x"}""";

    [Theory]
    [InlineData("<tool_call>\n" + Call + "\n</tool_call>", Read)]
    [InlineData("<tool_call>" + Call, Read)]
    [InlineData("Let me see.\n<tool_call>\n" + Call + "\n</tool_call>", "Let me see.\n|" + Read)]
    [InlineData("<tool_call>" + Call + "</tool_call>\n<tool_call>\n{\"name\": \"now\"}\n</tool_call>\n", Read + "|now{}")]
    [InlineData("<tool_call>" + Call + "</tool_call>\nDone.", Read + "|Done.")]
    [InlineData("""<tool_call>{"name": "add", "arguments": {"a": "</tool_call> \" }"}}</tool_call>""", """add{"a":"\u003C/tool_call\u003E \u0022 }"}""")]
    [InlineData("""<tool_call>{"name": "unknown", "arguments": {}}</tool_call>""", "unknown{}")]
    [InlineData("<think>\nWhich?\n</think>\n\n<tool_call>" + Call + "</tool_call>", "(Which?)|" + Read)]
    public void Hermes_Calls_AreRead(string answer, string expected) => Assert.Equal(expected, Answer.Read(Answer.Format("<tool_call>"), answer));

    [Theory]
    [InlineData("""{"name": "add", "parameters": {"a": 1, "b": "x"}}""", Read)]
    [InlineData("""<|python_tag|>{"name": "add", "parameters": {"a": 1, "b": "x"}}""", Read)]
    [InlineData("""<|python_tag|>{"type": "function", "name": "now", "parameters": {}}; {"name": "now", "parameters": {}}""", "now{}|now{}")]
    [InlineData("""<|python_tag|>import math""", "import math")]
    [InlineData("""Sure. <|python_tag|>{"name": "now"}""", "Sure. |now{}")]
    public void Llama_Calls_AreRead(string answer, string expected) =>
        Assert.Equal(expected, Answer.Read(Answer.Format("ipython", "<|python_tag|>"), answer));

    [Theory]
    [InlineData("[TOOL_CALLS] [" + Call + "]", Read)]
    [InlineData("""[TOOL_CALLS][{"name": "now", "arguments": {}, "id": "abcdefghi"}, {"name": "add", "arguments": "{\"a\": 1, \"b\": \"x\"}"}]""", "now{}|" + Read)]
    [InlineData("""[TOOL_CALLS]add[ARGS]{"a": 1, "b": "x"}""", Read)]
    [InlineData("""[TOOL_CALLS]now[CALL_ID]123456789[ARGS]{}[TOOL_CALLS]add{"a": 1, "b": "x"}""", "now{}|" + Read)]
    [InlineData("""[TOOL_CALLS]add[ARGS]{"\ud83d": "x"}""", "add{\"\\uFFFD\":\"x\"}")]
    [InlineData("[TOOL_CALLS] no", " no")]
    [InlineData("[TOOL_CALLS][1, 2]", "[1, 2]")]
    [InlineData("[TOOL_CALLS][" + Call + ", 3]", Read + "|, 3]")]
    public void Mistral_Calls_AreRead(string answer, string expected) =>
        Assert.Equal(expected, Answer.Read(Answer.Format("[TOOL_CALLS]", "[TOOL_CALLS]", "[ARGS]", "[CALL_ID]"), answer));

    [Theory]
    [InlineData("<|tool_call|>[" + Call + "]<|/tool_call|>", Read)]
    [InlineData("""<|tool_call|>[{"type": "function", "function": {"name": "now", "arguments": {}}}]<|/tool_call|>""", "now{}")]
    [InlineData("functools[" + Call + "]", Read)]
    [InlineData("functools.reduce is a function.", "functools.reduce is a function.")]
    [InlineData("Done.<|/tool_call|>", "Done.")]
    public void Phi_Calls_AreRead(string answer, string expected) =>
        Assert.Equal(expected, Answer.Read(Answer.Format("<|tool|>", "<|tool_call|>", "<|/tool_call|>"), answer));

    [Theory]
    [InlineData("<tool_call>add\n<arg_key>a</arg_key>\n<arg_value>1</arg_value>\n</tool_call>")]
    [InlineData("<｜tool▁call▁begin｜>function<｜tool▁sep｜>add\n```json\n{\"a\": 1}\n```<｜tool▁call▁end｜>")]
    [InlineData("<minimax:tool_call><invoke name=\"add\"><parameter name=\"a\">1</parameter></invoke></minimax:tool_call>")]
    [InlineData("[add(a=1, b='x')]")]
    public void OtherFamilies_Calls_AreText(string answer) => Assert.Equal(answer, Answer.Read(Answer.Format("<tool_call>"), answer));

    /// <summary>The tokens around the list are special, and no part of the text.</summary>
    [Fact]
    public void Cohere_Calls_AreRead() => Assert.Equal("(Hm.)|" + Read, Answer.Read(
        Answer.Format("<|START_THINKING|>"),
        "<|START_THINKING|>Hm.<|END_THINKING|>[\n    {\"tool_call_id\": \"0\", \"tool_name\": \"add\", \"parameters\": {\"a\": 1, \"b\": \"x\"}}\n]"));

    [Theory]
    [InlineData(Call, Read)]
    [InlineData(" \n" + Call + "\n", Read)]
    [InlineData("[" + Call + ", " + Call + "]", Read + "|" + Read)]
    [InlineData("""{"tool_calls": [{"function": {"name": "now", "arguments": "{}"}}, {"name": "now"}]}""", "now{}|now{}")]
    [InlineData("```json\n" + Call + "\n```", Read)]
    [InlineData("```\n" + Call + "\n```\nThat is it.", Read + "|That is it.")]
    [InlineData(Call + ", which is it", Read + "|, which is it")]
    [InlineData("""[{"tool_call_id": "0", "tool_name": "add", "parameters": {"a": 1, "b": "x"}}]""", Read)]
    [InlineData("""{"tool_name": "other"}""", """{"tool_name": "other"}""")]
    public void Json_Calls_AreRead(string answer, string expected) => Assert.Equal(expected, Answer.Read(Answer.Format("plain"), answer));

    [Theory]
    [InlineData("""{"name": "add", "arguments": {"a": 1""")]
    [InlineData("""{"name": "Ann", "arguments": {}}""")]
    [InlineData("""{"name": 5}""")]
    [InlineData("""{"title": "Ann", "name": "add"}""")]
    [InlineData("""{"name": "add", "arguments": [1]}""")]
    [InlineData("""{"name": "add", "arguments": "[1]"}""")]
    [InlineData("""{"name": "add", "arguments": "{"}""")]
    [InlineData("""{"name": "add", arguments: {}}""")]
    [InlineData("""{"tool_calls": []}""")]
    [InlineData("""{"name": "\ud800"}""")]
    [InlineData("{name}")]
    [InlineData("[1, 2]")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("  ")]
    [InlineData(" [")]
    [InlineData("```python\nprint(1)\n```")]
    [InlineData("```json\n{\"a\": 1}\n```")]
    [InlineData("I say " + Call)]
    public void Json_WhatIsNoCall_IsText(string answer) => Assert.Equal(answer, Answer.Read(Answer.Format("plain"), answer));

    [Theory]
    [InlineData("<tool_call>{\"name\": \"add\", \"arguments\": {")]
    [InlineData("<tool_call>\n{'name': 'add'}\n</tool_call> and more")]
    [InlineData("<tool_call><tool_call>")]
    [InlineData("<tool_call>\nadd(1, 2)\n</tool_call>")]
    [InlineData("<tool_call>{\"arguments\": {}}</tool_call>")]
    [InlineData("a < b, a <tool")]
    [InlineData("<tool_calls>")]
    public void Hermes_WhatIsNoCall_IsTextToTheLetter(string answer) => Assert.Equal(answer, Answer.Read(Answer.Format("<tool_call>"), answer));

    [Fact]
    public void Hermes_CallAfterAMalformedOne_IsRead() =>
        Assert.Equal("<tool_call>{bad}</tool_call>|now{}", Answer.Read(Answer.Format("<tool_call>"), "<tool_call>{bad}</tool_call><tool_call>{\"name\": \"now\"}</tool_call>"));

    [Fact]
    public void Append_NestedTooDeeply_IsText()
    {
        string answer = $"<tool_call>{{\"name\": \"add\", \"arguments\": {{\"a\": {new string('[', 500)}{new string(']', 500)} }}}}</tool_call>";
        Assert.Equal(answer, Answer.Read(Answer.Format("<tool_call>"), answer));
    }

    [Fact]
    public void Append_OnlyOneCallAllowed_DropsTheRest() =>
        Assert.Equal(Read, Answer.Read(Answer.Format("<tool_call>"), $"<tool_call>{Call}</tool_call><tool_call>{Call}</tool_call> Done.", isOneCall: true));

    [Fact]
    public void Append_NoTools_LeavesCallsAsText()
    {
        string answer = $"<tool_call>{Call}</tool_call>";
        Assert.Equal(answer, Answer.Read(Answer.Format("<tool_call>"), answer, hasTools: false));
    }

    [Fact]
    public void Append_Text_IsGivenAtOnce()
    {
        var reader = new AnswerReader(Answer.Format("<tool_call>").WithTools, Answer.Tools);
        Assert.Equal("Hello", Answer.Describe(reader.Append("Hello")!));
        Assert.Equal(" there ", Answer.Describe(reader.Append(" there <tool")!));
        Assert.Null(reader.Append("_call>{\"name\": "));
        Assert.Null(reader.Append("\"now\""));
        Assert.Equal("now{}", Answer.Describe(reader.Append("}")!));
    }

    [Fact]
    public void Append_Calls_HaveIdsOfTheirOwnAsMistralWantsThem()
    {
        var reader = new AnswerReader(Answer.Format("<tool_call>").WithTools, Answer.Tools);
        List<AIContent> contents = Answer.Read(reader, [string.Concat(Enumerable.Repeat($"<tool_call>{Call}</tool_call>", 20))]);
        string[] ids = [.. contents.Cast<FunctionCallContent>().Select(call => call.CallId)];
        Assert.Equal(20, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9]{9}$", id));
    }

    /// <summary>Whatever a model writes and however it is cut: nothing throws, and the parts do not depend on the cuts.</summary>
    [Fact]
    public void Append_AnyTextCutAnywhere_GivesTheSameParts()
    {
        string[] words =
        [
            "<tool_call>", "</tool_call>", "[TOOL_CALLS]", "<|python_tag|>", "<|tool_call|>", "<|/tool_call|>", "functools", "```json", "```", "<think>", "</think>",
            "<function=add>", "<parameter=a>", "</parameter>", "</function>", "<|channel|>", "<|message|>", "<|start|>assistant", "<|end|>", "<|call|>",
            "analysis", "commentary to=functions.add ", "final", "<|constrain|>json",
            Call, "{\"name\": \"now\"}", "{", "}", "[", "]", "\"", "\\", ",", ";", " ", "\n", "add", "[ARGS]", "text", "é", "\ud83d\ude00", "<", "name",
        ];
        AnswerFormat[] formats =
        [
            Answer.Format("<tool_call>"), Answer.Format("[TOOL_CALLS]"), Answer.Format("[TOOL_CALLS]", "[TOOL_CALLS]"), Answer.Format("<|tool|>"), Answer.Format("plain"),
            Answer.Format("<|channel|>"),
        ];
        Gen.Select(Gen.Int[0, words.Length - 1].List[0, 12], Gen.Int[0, formats.Length - 1], Gen.Bool, Gen.Int[1, 4]).Sample((parts, style, isReasoning, size) =>
        {
            string answer = string.Concat(parts.Select(part => words[part]));
            AnswerFormat format = formats[style];
            IAnswerReader Create() => format.CreateReader(Answer.Options(), Answer.Beginning(isReasoning));
            string whole = Answer.Describe(Answer.Read(Create(), [answer]));
            string cut = Answer.Describe(Answer.Read(Create(), answer.Chunk(size).Select(chunk => new string(chunk))));
            Assert.Equal(whole, cut);
        });
    }
}
