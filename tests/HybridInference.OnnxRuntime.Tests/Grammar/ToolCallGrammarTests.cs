using System.ComponentModel;
using System.Text.Json;
using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

public sealed class ToolCallGrammarTests
{
    private static readonly AIFunction[] Tools =
    [
        AIFunctionFactory.Create(([Description("where")] string city, int days = 1) => city + days, "forecast"),
        AIFunctionFactory.Create(() => 1, "now"),
    ];

    public static TheoryData<string, string, string> Calls => new()
    {
        { nameof(ToolCallForm.PlainJson), """{"name": "now", "arguments": {}}""", "" },
        { nameof(ToolCallForm.Llama3), """{"name": "forecast", "parameters": {"city": "Ulm"}}""", "" },
        { nameof(ToolCallForm.Hermes), "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>", "\n" },
        { nameof(ToolCallForm.Mistral), """[TOOL_CALLS][{"name": "forecast", "arguments": {"city": "Ulm", "days": 3}}]""", "" },
        { nameof(ToolCallForm.Phi4), """<|tool_call|>[{"name": "now", "arguments": {}}]<|/tool_call|>""", "" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void ForCalls_CallInItsForm_IsAllowed(string form, string call, string separator)
    {
        TokenConstraint one = ByteGrammar.Constraints.ForCalls(Form(form), Tools, allowsSeveral: false);
        TokenConstraint several = ByteGrammar.Constraints.ForCalls(Form(form), Tools, allowsSeveral: true);
        string two = call + separator + call;

        Assert.True(ByteGrammar.Accepts(one, call), call);
        Assert.True(ByteGrammar.Accepts(several, call), call);
        Assert.False(ByteGrammar.Accepts(one, two), two);
        Assert.Equal(form == nameof(ToolCallForm.Hermes), ByteGrammar.Accepts(several, two));
        Assert.False(ByteGrammar.Accepts(one, ""));
        Assert.False(ByteGrammar.Accepts(one, call.Replace("now", "later", StringComparison.Ordinal).Replace("city", "town", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void ForFormatOrCalls_AnswerOrCall_IsAllowed(string form, string call, string separator)
    {
        AIFunctionDeclaration odd = AIFunctionFactory.CreateDeclaration("odd", null, JsonElement.Parse("""{"not": {}}"""));
        var format = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type": "object", "properties": {"n": {"const": 1}}, "required": ["n"]}"""));
        TokenConstraint either = ByteGrammar.Constraints.ForFormatOrCalls(format, Form(form), [.. Tools, odd], allowsSeveral: true);

        Assert.True(ByteGrammar.Accepts(either, """{"n":1}"""));
        Assert.True(ByteGrammar.Accepts(either, call), call);
        Assert.Equal(form == nameof(ToolCallForm.Hermes), ByteGrammar.Accepts(either, call + separator + call));
        Assert.True(ByteGrammar.Accepts(either, call.Replace("now", "odd", StringComparison.Ordinal)));
        Assert.False(ByteGrammar.Accepts(either, """{"n":2}"""));
        Assert.False(ByteGrammar.Accepts(either, call + """{"n":1}"""));
    }

    [Fact]
    public void ForCalls_SeveralInAList_AreSeparatedByCommas()
    {
        TokenConstraint several = ByteGrammar.Constraints.ForCalls(ToolCallForm.Mistral, Tools, allowsSeveral: true);

        Assert.True(ByteGrammar.Accepts(several, """[TOOL_CALLS][{"name": "now", "arguments": {}}, {"name":"now","arguments":{}}]"""));
        Assert.False(ByteGrammar.Accepts(several, "[TOOL_CALLS][]"));
    }

    [Fact]
    public void ForCalls_MarksAreAddedTokens_WritesThoseTokens()
    {
        string added = """[{"id": 256, "content": "<tool_call>", "special": true}, {"id": 257, "content": "</tool_call>", "special": false}, {"id": 258, "content": "</think>", "special": false}]""";
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel(addedTokens: added));
        var constraints = new AnswerConstraints(tokenizer.Pipeline, 260, [259]);
        ConstraintCursor cursor = constraints.ForCalls(ToolCallForm.Hermes, [Tools[1]], allowsSeveral: false, after: "</think>").Start(200);

        Assert.True(cursor.FindMask().Contains('a'));
        Assert.True(cursor.FindMask().Contains(258));
        Assert.False(cursor.FindMask().Contains(256));
        Assert.False(cursor.FindMask().Contains(259));
        cursor.Advance(258);
        Assert.Equal(['\n', 256], cursor.FindMask().Tokens.ToArray());
        cursor.Advance(256);
        Assert.Equal(['\n'], cursor.FindMask().Tokens.ToArray());
        Array.ForEach([.. "\n{\"name\":\"now\",\"arguments\":{}}\n"u8], value => cursor.Advance(value));
        Assert.Equal([257], cursor.FindMask().Tokens.ToArray());
        cursor.Advance(257);
        Assert.True(cursor.IsFinished);
    }

    [Fact]
    public void ForCalls_AnyAnswerOfAnyModel_IsACallOfATool()
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(ModelFolders.Demo);
        TokenConstraint constraint = vocabulary.Constraints.ForCalls(ToolCallForm.PlainJson, Tools, allowsSeveral: true);
        for (int seed = 0; seed < 50; seed++)
        {
            (string text, bool isComplete) = vocabulary.Answer(constraint, seed, 80);

            Assert.True(isComplete, text);
            using JsonDocument call = JsonDocument.Parse(text);
            AIFunction tool = Assert.Single(Tools, tool => tool.Name == call.RootElement.GetProperty("name").GetString());
            Assert.True(SchemaValidator.IsValid(tool.JsonSchema.GetRawText(), call.RootElement.GetProperty("arguments").GetRawText()), text);
        }
    }

    [Fact]
    public void Check_ToolWithAnUnsupportedSchema_IsRefusedByItsName()
    {
        AIFunctionDeclaration tool = AIFunctionFactory.CreateDeclaration("odd", "", JsonDocument.Parse("""{"not": {}}""").RootElement);

        var exception = Assert.Throws<UnsupportedRequestException>(() => AnswerConstraints.Check([tool]));
        Assert.Contains("'odd'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("#/not", exception.Message, StringComparison.Ordinal);
    }

    private static ToolCallForm Form(string name) => name switch
    {
        nameof(ToolCallForm.Llama3) => ToolCallForm.Llama3,
        nameof(ToolCallForm.Hermes) => ToolCallForm.Hermes,
        nameof(ToolCallForm.Mistral) => ToolCallForm.Mistral,
        nameof(ToolCallForm.Phi4) => ToolCallForm.Phi4,
        _ => ToolCallForm.PlainJson,
    };
}
