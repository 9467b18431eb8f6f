using System.Text.Json;
using CsCheck;
using HybridInference.OnnxRuntime.Grammar;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

/// <summary>Whatever the schema and whatever the model says, what comes out is valid JSON that satisfies the schema.</summary>
public sealed class GrammarPropertyTests
{
    private static readonly Gen<int> Seeds = Gen.Int[0, 1_000_000];

    public static TheoryData<string> Tokenizers => [ModelFolders.Demo, "gpt2", "mistral-v0.1", "phi-3-mini"];

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Answer_AnySchemaAndAnyWeights_SatisfiesTheSchema(string tokenizer)
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(tokenizer);

        Seeds.Sample(seed => AssertValid(vocabulary, RandomSchemas.Create(seed), seed, maxTokens: 150), iter: 15, threads: 1);
    }

    [Fact]
    public void Answer_LargeVocabulary_SatisfiesTheSchema()
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load("qwen3");

        Seeds.Sample(seed => AssertValid(vocabulary, RandomSchemas.Create(seed), seed, maxTokens: 100), iter: 4, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Answer_AnyJson_IsAnObject(string tokenizer)
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(tokenizer);
        TokenConstraint constraint = vocabulary.Constrain(schema: null);

        Seeds.Sample(
            seed =>
            {
                (string text, bool isComplete) = vocabulary.Answer(constraint, seed, maxTokens: 100);
                Assert.True(isComplete, text);
                using JsonDocument document = JsonDocument.Parse(text);
                Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
            },
            iter: 10,
            threads: 1);
    }

    [Theory]
    [InlineData(0f, 0, 1f)]
    [InlineData(1.5f, 40, 1f)]
    [InlineData(1f, 0, 0.9f)]
    public void Answer_AnySampling_SatisfiesTheSchema(float temperature, int topK, float topP)
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(ModelFolders.Demo);
        var settings = new SamplingSettings
        {
            Temperature = temperature,
            TopK = topK,
            TopP = topP,
            RepetitionPenalty = 1.3f,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.5f,
        };

        Seeds.Sample(seed => AssertValid(vocabulary, RandomSchemas.Create(seed), seed, maxTokens: 100, settings), iter: 15, threads: 1);
    }

    /// <summary>The mask, which is put together from parts that are computed once, against following every single token.</summary>
    [Theory]
    [InlineData(ModelFolders.Demo)]
    [InlineData("phi-3-mini")]
    public void FindMask_AnyState_EqualsTryingEachToken(string tokenizer)
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(tokenizer);

        Seeds.Sample(
            seed =>
            {
                ConstraintCursor cursor = vocabulary.Constrain(RandomSchemas.Create(seed)).Start(int.MaxValue);
                var random = new Random(seed);
                for (int i = 0; i < 12 && !cursor.IsFinished; i++)
                {
                    TokenMask mask = cursor.FindMask();
                    int[] expected = [.. Enumerable.Range(0, vocabulary.Size).Where(token => token == vocabulary.EndToken ? cursor.IsComplete : cursor.Allows(token))];
                    Assert.Equal(expected, Enumerable.Range(0, vocabulary.Size).Where(mask.Contains));
                    Assert.NotEmpty(expected);
                    cursor.Advance(expected[random.Next(expected.Length)]);
                }
            },
            iter: 10,
            threads: 1);
    }

    private static void AssertValid(GrammarVocabulary vocabulary, string schema, int seed, int maxTokens, SamplingSettings? settings = null)
    {
        TokenConstraint constraint = vocabulary.Constrain(schema);
        (string text, bool isComplete) = vocabulary.Answer(constraint, seed, Math.Max(maxTokens, constraint.EnoughTokens), settings);
        Assert.True(isComplete, $"{schema} was cut: {text}");
        Assert.True(SchemaValidator.IsValid(schema, text), $"{schema} does not allow {text}");
    }
}
