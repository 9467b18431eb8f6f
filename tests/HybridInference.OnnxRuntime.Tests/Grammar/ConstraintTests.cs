using System.Text;
using System.Text.Json;
using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

/// <summary>Masks on small vocabularies, against lists of all texts that a schema allows.</summary>
public sealed class ConstraintTests
{
    private const int End = 290;

    public static TheoryData<string, string[]> Finite => new()
    {
        { """{"enum": ["ab", "abc", "b", "é", ""]}""", ["\"ab\"", "\"abc\"", "\"b\"", "\"é\"", "\"\""] },
        { """{"enum": [1, 12, 123, null, true]}""", ["1", "12", "123", "null", "true"] },
        { """{"type": "integer", "minimum": -12, "maximum": 121}""", [.. Enumerable.Range(-12, 134).Select(value => $"{value}")] },
        { """{"const": {"a": [1, "é"]}}""", ["{\"a\":[1,\"é\"]}"] },
        { """{"type": "string", "pattern": "^[aé]{1,2}b?$"}""", [.. from a in (string[])["a", "é"] from b in (string[])["", "a", "é"] from c in (string[])["", "b"] select $"\"{a}{b}{c}\""] },
        { """{"type": "string", "pattern": "^(ab|a)(bc|c)$"}""", ["\"abbc\"", "\"abc\"", "\"ac\""] },
    };

    [Theory]
    [MemberData(nameof(Finite))]
    public void FindMask_FiniteLanguage_HasExactlyTheTokensThatBeginAContinuation(string schema, string[] texts)
    {
        byte[][] tokens = CreateTokens(texts);
        var automaton = new TokenAutomaton(TokenTrie.Build(tokens), [End]);
        TokenConstraint constraint = automaton.GetConstraint("", terms => SchemaReader.Read(JsonDocument.Parse(schema).RootElement).Write(new SchemaWriter(terms), 5));
        byte[][] language = [.. texts.Select(Encoding.UTF8.GetBytes)];
        var open = new Stack<int[]>([[]]);
        var seen = new HashSet<string>();
        while (open.TryPop(out int[]? path))
        {
            byte[] prefix = [.. path.SelectMany(token => tokens[token])];
            if (!seen.Add(Convert.ToHexString(prefix)))
            {
                continue;
            }

            ConstraintCursor cursor = Follow(constraint, path);
            TokenMask mask = cursor.FindMask();
            int[] expected = [.. Enumerable.Range(0, tokens.Length).Where(token => tokens[token].Length > 0
                && language.Any(text => text.AsSpan().StartsWith((byte[])[.. prefix, .. tokens[token]])))];
            bool isComplete = language.Any(text => text.AsSpan().SequenceEqual(prefix));

            Assert.Equal(expected, Enumerable.Range(0, tokens.Length).Where(token => token != End && mask.Contains(token)));
            Assert.Equal(isComplete, cursor.IsComplete);
            Assert.Equal(isComplete, mask.Contains(End));
            Assert.Equal(expected.Length == 0, cursor.IsFinished);
            Array.ForEach(expected, token => open.Push([.. path, token]));
        }

        Assert.True(language.All(text => seen.Contains(Convert.ToHexString(text))), "Every text of the language is reached.");
    }

    [Fact]
    public void Answer_LimitIsJustEnough_IsComplete()
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(ModelFolders.Demo);
        for (int seed = 0; seed < 60; seed++)
        {
            string schema = RandomSchemas.Create(seed);
            TokenConstraint constraint = vocabulary.Constrain(schema);

            (string text, bool isComplete) = vocabulary.Answer(constraint, seed, constraint.EnoughTokens);

            Assert.True(isComplete, $"{schema} {text}");
            Assert.True(SchemaValidator.IsValid(schema, text), $"{schema} {text}");
        }
    }

    [Fact]
    public void Answer_LimitIsTooSmall_IsCutButNeverWrong()
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(ModelFolders.Demo);
        TokenConstraint constraint = vocabulary.Constrain("""{"type": "object", "properties": {"zyxw": {"type": "integer"}}, "required": ["zyxw"]}""");

        (string text, bool isComplete) = vocabulary.Answer(constraint, seed: 1, maxTokens: 2);

        Assert.False(isComplete);
        Assert.StartsWith("{", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ForFormat_VocabularyWithoutTheCharacters_IsRefused()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe("""{"a": 0, "b": 1, "{": 2}""", "[]"));
        var constraints = new AnswerConstraints(tokenizer.Pipeline, 3, []);

        var exception = Assert.Throws<UnsupportedRequestException>(() => constraints.ForFormat(ChatResponseFormat.Json));
        Assert.Contains("vocabulary", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForFormat_ByteFallbackAndMetaspace_WritesPartialCharacters()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(
            """{"{": 0, "}": 1, "\"": 2, ":": 3, "▁1": 4, "<0xC3>": 5, "<0xA9>": 6, "▁": 7, "1": 8, "<0x0A>": 9}""",
            "[]",
            stages: """
                "decoder": {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
                  {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
                """));
        ConstraintCursor cursor = new AnswerConstraints(tokenizer.Pipeline, 10, []).ForFormat(ChatResponseFormat.Json)!.Start(100);

        Assert.Equal([0], Next());
        Assert.Equal([1, 2, 7, 9], Next(0));
        Assert.Equal([0, 1, 2, 3, 4, 5, 7, 8], Next(2));
        Assert.Equal([6], Next(5));
        Assert.Equal([0, 1, 2, 3, 4, 5, 7, 8], Next(6));
        Assert.Equal([3], Next(2));
        Assert.Equal([0, 2, 4, 7, 8], Next(3));
        Assert.Equal([1, 7, 8, 9], Next(4));
        Assert.Empty(Next(1));
        Assert.True(cursor.IsFinished);

        int[] Next(params int[] tokens)
        {
            Array.ForEach(tokens, cursor.Advance);
            return [.. Enumerable.Range(0, 10).Where(cursor.FindMask().Contains)];
        }
    }

    /// <summary>All bytes, and every piece of the texts up to five bytes, whether it is whole characters or not.</summary>
    private static byte[][] CreateTokens(string[] texts)
    {
        IEnumerable<byte[]> pieces = texts.Select(Encoding.UTF8.GetBytes).SelectMany(text =>
            from start in Enumerable.Range(0, text.Length)
            from length in Enumerable.Range(2, 4)
            where start + length <= text.Length
            select text[start..(start + length)]);
        byte[][] longer = [.. pieces.DistinctBy(Convert.ToHexString).Take(End - 256)];
        return [.. Enumerable.Range(0, 256).Select(value => (byte[])[(byte)value]), .. longer, .. Enumerable.Repeat(Array.Empty<byte>(), End + 1 - 256 - longer.Length)];
    }

    private static ConstraintCursor Follow(TokenConstraint constraint, int[] path)
    {
        ConstraintCursor cursor = constraint.Start(int.MaxValue);
        Array.ForEach(path, cursor.Advance);
        return cursor;
    }
}
