using System.Text;
using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

public sealed class JsonGrammarTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a": [1, -2.5, 3e8, 0.1E-7], "b": {"c": null}, "d": true}""")]
    [InlineData("{\n  \"a\": [\n    1,\n    2\n  ]\n}")]
    [InlineData("{\n\t\"a\": false\n}")]
    [InlineData("""{"a":"\"\\\/\b\f\n\r\té\u00e9\ud83d\uDE00😀"}""")]
    public void AnyJson_ValidText_IsAllowed(string text) => Assert.True(ByteGrammar.AcceptsJson(text), text);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData(" {}")]
    [InlineData("{} ")]
    [InlineData("{a:1}")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":1.}""")]
    [InlineData("""{"a":.5}""")]
    [InlineData("""{"a":+1}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":1e999}""")]
    [InlineData("""{"a":"\x"}""")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":"\ude00"}""")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("{\"a\" :1}")]
    [InlineData("{   }")]
    public void AnyJson_OtherText_IsNotAllowed(string text) => Assert.False(ByteGrammar.AcceptsJson(text), text);

    [Fact]
    public void AnyJson_BytesThatAreNoText_AreNotAllowed()
    {
        byte[][] wrong = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80], [0xF7]];
        TokenConstraint constraint = ByteGrammar.Constraints.ForFormat(ChatResponseFormat.Json)!;

        Assert.All(wrong, bytes => Assert.False(ByteGrammar.Accepts(constraint, [.. "{\""u8, .. bytes, .. "\":1}"u8])));
        Assert.True(ByteGrammar.Accepts(constraint, [.. "{\""u8, 0xE2, 0x82, 0xAC, .. "\":1}"u8]));
    }

    [Fact]
    public void AnyJson_WhiteSpace_IsBounded()
    {
        Assert.True(ByteGrammar.AcceptsJson($"{{\n{new string(' ', 64)}\"a\":1}}"));
        Assert.False(ByteGrammar.AcceptsJson($"{{\n{new string(' ', 65)}\"a\":1}}"));
        Assert.False(ByteGrammar.AcceptsJson("{\n\n\n\"a\":1}"));
        Assert.False(ByteGrammar.AcceptsJson("{\"a\":  1}"));
    }

    [Fact]
    public void AnyJson_Depth_IsBoundedByWhatReadersTake()
    {
        string Nested(int depth) => $"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}";

        Assert.True(ByteGrammar.AcceptsJson(Nested(JsonGrammar.MaxDepth)));
        Assert.False(ByteGrammar.AcceptsJson(Nested(JsonGrammar.MaxDepth + 1)));
        Assert.InRange(JsonGrammar.MaxDepth, 1, new System.Text.Json.JsonReaderOptions().MaxDepth is 0 ? 64 : 0);
    }

    [Fact]
    public void ForFormat_Text_IsNoConstraint()
    {
        Assert.Null(ByteGrammar.Constraints.ForFormat(ChatResponseFormat.Text));
        Assert.Null(ByteGrammar.Constraints.ForFormat(null));
    }

    [Fact]
    public void ForFormat_SameSchemaTwice_IsTheSameConstraint() =>
        Assert.Same(ByteGrammar.Constraints.ForFormat(ChatResponseFormat.Json), ByteGrammar.Constraints.ForFormat(ChatResponseFormat.Json));

    [Fact]
    public void ForFormat_AfterAText_ComesAfterItsFirstOccurrence()
    {
        TokenConstraint constraint = ByteGrammar.Constraints.ForFormat(ChatResponseFormat.Json, after: "</think>")!;

        Assert.True(ByteGrammar.Accepts(constraint, "So: a < b, </thin</think>\n\n{}"));
        Assert.True(ByteGrammar.Accepts(constraint, "</think>{}"));
        Assert.False(ByteGrammar.Accepts(constraint, "{}"));
        Assert.False(ByteGrammar.Accepts(constraint, "a</think>b</think>{}"));
        Assert.False(ByteGrammar.Accepts(constraint, [.. Encoding.UTF8.GetBytes("a"), 0xFF, .. Encoding.UTF8.GetBytes("</think>{}")]));
    }
}
