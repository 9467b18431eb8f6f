using System.Collections.Concurrent;
using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

/// <summary>A real tokenizer, and a model over it that knows nothing: its logits are random.</summary>
internal sealed class GrammarVocabulary
{
    private static readonly ConcurrentDictionary<string, Lazy<GrammarVocabulary>> Loaded = [];
    private readonly ModelTokenizer _tokenizer;
    private readonly float[] _noise;

    private GrammarVocabulary(string folder)
    {
        _tokenizer = ModelTokenizer.Load(folder);
        EndToken = _tokenizer.VocabularySize;
        Size = EndToken + 1;
        Constraints = new AnswerConstraints(_tokenizer.Pipeline, Size, [EndToken]);
        var random = new Random(1);
        _noise = [.. Enumerable.Range(0, 2 * Size).Select(_ => 4 * random.NextSingle())];
    }

    public AnswerConstraints Constraints { get; }

    /// <summary>Gets a token after all of the tokenizer's, which ends an answer.</summary>
    public int EndToken { get; }

    public int Size { get; }

    /// <summary>Loads the demo model's tokenizer or one of the shared data, once; the test skips where it is absent.</summary>
    public static GrammarVocabulary Load(string name)
    {
        string folder = name == ModelFolders.Demo ? ModelFolders.Require(name) : SharedData.Find("tokenizers", name);
        return Loaded.GetOrAdd(name, _ => new Lazy<GrammarVocabulary>(() => new GrammarVocabulary(folder))).Value;
    }

    public TokenConstraint Constrain(string? schema) => Constraints.ForFormat(
        schema is null ? ChatResponseFormat.Json : ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonDocument.Parse(schema).RootElement))!;

    public int[] Encode(string text)
    {
        List<int> ids = [];
        _tokenizer.Encode(text, ids);
        return [.. ids];
    }

    /// <summary>Lets the random model answer.</summary>
    /// <returns>The text, and whether it was complete before the limit.</returns>
    public (string Text, bool IsComplete) Answer(TokenConstraint constraint, int seed, int maxTokens, SamplingSettings? settings = null)
    {
        ConstraintCursor cursor = constraint.Start(maxTokens);
        var sampler = new Sampler((settings ?? new SamplingSettings()) with { Seed = seed }, [], cursor);
        TokenDecoder decoder = _tokenizer.CreateDecoder();
        var random = new Random(seed);
        var logits = new float[Size];
        string text = "";
        for (int i = 0; i < maxTokens && !cursor.IsFinished; i++)
        {
            _noise.AsSpan(random.Next(Size), Size).CopyTo(logits);
            int token = sampler.Next(logits);
            if (token == EndToken)
            {
                return (text + decoder.Flush(), true);
            }

            text += decoder.Append(token);
        }

        return (text + decoder.Flush(), cursor.IsComplete);
    }
}
