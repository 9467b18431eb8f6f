using System.Text.Json;
using HybridInference.OnnxRuntime;
using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks.Sampling;

/// <summary>Choosing a token at three places of a form, with its mask as it is from the second time on, and what comes first.</summary>
internal static class ConstraintVariants
{
    private const int FirstRounds = 5;

    private const string Schema = """
        {"type": "object", "properties": {"name": {"type": "string"}, "kind": {"enum": ["red", "green", "blue"]}, "size": {"type": "integer"}},
         "required": ["name", "kind", "size"]}
        """;

    private static readonly ChatResponseFormat Format = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse(Schema).RootElement);

    public static IEnumerable<SamplingVariant> Create(string folder)
    {
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder);
        SamplingSettings settings = SamplingLogits.Settings("top-k 50, top-p 0.95");
        TokenConstraint constraint = CreateConstraint(tokenizer);
        (string Name, string Text)[] places = [("in a string", "{\"name\":\"a"), ("before a name", "{"), ("in an enum", "{\"name\":\"a\",\"kind\":\"")];
        foreach ((string name, string text) in places)
        {
            int[] answer = Encode(tokenizer, text);
            yield return new SamplingVariant($"{name}, mask alone", _ => Follow(constraint, answer).FindMask().Count);
            yield return new SamplingVariant($"{name}, top-k 50, top-p 0.95", logits => new Sampler(settings, [], Follow(constraint, answer)).Next(logits));
        }

        int[] inString = Encode(tokenizer, "{\"name\":\"a");
        yield return new SamplingVariant("once for a model: the tree of the vocabulary", _ => CreateConstraint(tokenizer).EnoughTokens, FirstRounds);
        yield return new SamplingVariant("the same and the mask in a string", _ => Follow(CreateConstraint(tokenizer), inString).FindMask().Count, FirstRounds);
    }

    private static TokenConstraint CreateConstraint(ModelTokenizer tokenizer) =>
        new AnswerConstraints(tokenizer.Pipeline, SamplingLogits.VocabularySize, [SamplingLogits.VocabularySize - 1]).ForFormat(Format)!;

    private static ConstraintCursor Follow(TokenConstraint constraint, int[] tokens)
    {
        ConstraintCursor cursor = constraint.Start(10_000);
        Array.ForEach(tokens, cursor.Advance);
        return cursor;
    }

    private static int[] Encode(ModelTokenizer tokenizer, string text)
    {
        var ids = new List<int>();
        foreach (char character in text)
        {
            tokenizer.Encode([character], ids);
        }

        return [.. ids];
    }
}
