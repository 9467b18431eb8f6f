using System.Text.Json;
using HybridInference.LocalModels.Tests.Tokenization;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels.Tests.Answers;

/// <summary>Reads answers without a model, and writes their parts as one text so that they are easily compared.</summary>
internal static class Answer
{
    public static readonly HashSet<string> Tools = ["add", "now"];

    private static readonly AIFunctionDeclaration[] Declarations =
    [
        Declare("add", """
            {"type": "object", "properties": {
              "a": {"type": "integer"}, "b": {"type": "string"}, "c": {"type": ["string", "null"]}, "d": {"anyOf": [{"type": "boolean"}, {"type": "array"}]}}}
            """),
        Declare("now", "{}"),
    ];

    /// <summary>Makes the format of a model whose template has a text and whose tokenizer has certain special tokens.</summary>
    public static AnswerFormat Format(string template, params string[] specialTokens) =>
        AnswerFormat.Read(template, TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel(addedTokens: AddedTokens(specialTokens, isSpecial: true))));

    public static string AddedTokens(IEnumerable<string> tokens, bool isSpecial) => JsonSerializer.Serialize(
        tokens.Select((token, index) => new { id = 256 + index, content = token, special = isSpecial, normalized = false }));

    /// <summary>Makes the options of a request with the tools.</summary>
    public static ChatOptions Options(bool isOneCall = false, bool hasTools = true) =>
        new() { Tools = hasTools ? [.. Declarations] : [], AllowMultipleToolCalls = !isOneCall };

    /// <summary>Reads an answer that arrives in pieces.</summary>
    public static List<AIContent> Read(IAnswerReader reader, IEnumerable<string> pieces) =>
        [.. pieces.SelectMany(piece => reader.Append(piece) ?? []), .. reader.Complete() ?? []];

    /// <summary>Reads an answer that arrives at once, and checks that one that arrives letter by letter is read the same.</summary>
    public static string Read(AnswerFormat format, string answer, bool isOneCall = false, bool isReasoning = false, bool hasTools = true)
    {
        IAnswerReader Create() => format.CreateReader(Options(isOneCall, hasTools), Beginning(isReasoning));
        string whole = Describe(Read(Create(), [answer]));
        Assert.Equal(whole, Describe(Read(Create(), answer.Select(character => character.ToString()))));
        return whole;
    }

    /// <summary>Writes parts as <c>text|(reasoning)|call{"argument":1}</c>.</summary>
    public static string Describe(IEnumerable<AIContent> contents)
    {
        var parts = new List<string>();
        Type? last = null;
        foreach (AIContent content in contents.Where(content => content is not UsageContent))
        {
            if (content.GetType() == last && content is not FunctionCallContent)
            {
                parts[^1] += Describe(content);
            }
            else
            {
                parts.Add(Describe(content));
            }

            last = content.GetType();
        }

        return string.Join("|", parts).Replace(")(", "", StringComparison.Ordinal);
    }

    private static string Describe(AIContent content) => content switch
    {
        TextReasoningContent reasoning => $"({reasoning.Text})",
        TextContent text => text.Text,
        FunctionCallContent call => call.Name + JsonSerializer.Serialize(call.Arguments),
        _ => content.ToString()!,
    };

    public static AnswerBeginning Beginning(bool isReasoning) => isReasoning ? AnswerBeginning.Reasoning : AnswerBeginning.Anything;

    private static AIFunctionDeclaration Declare(string name, string schema) =>
        AIFunctionFactory.CreateDeclaration(name, null, JsonDocument.Parse(schema).RootElement);
}
