namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Makes generators, and runs greedy requests on them to the end.</summary>
internal static class TokenGenerators
{
    public static TokenGenerator CreateGenerator(
        this DecoderModel model, int chunk = 128, int maxSequences = 0, long maxBytes = long.MaxValue, IReadOnlyList<int>? endTokens = null, int drafts = 0) =>
        new(model, endTokens ?? [], new EngineSettings(PrefillChunk: chunk, MaxKeptSequences: maxSequences, MaxKeptBytes: maxBytes, MaxDraftTokens: drafts));

    public static GenerationRequest Greedy(IEnumerable<int> prompt, int count) =>
        new() { Prompt = prompt.ToArray(), MaxOutputTokens = count, Sampling = SamplingSettings.Greedy };

    public static IEnumerable<int> Generate(this TokenGenerator generator, GenerationRequest request)
    {
        using TokenGeneration generation = generator.Start(request, CancellationToken.None);
        while (generation.MoveNext())
        {
            yield return generation.Current;
        }
    }

    /// <summary>Runs a request, and tells how many tokens of its prompt did not have to be computed.</summary>
    public static (int[] Tokens, int Cached) GenerateAll(this TokenGenerator generator, IEnumerable<int> prompt, int count)
    {
        using TokenGeneration generation = generator.Start(Greedy(prompt, count), CancellationToken.None);
        var tokens = new List<int>();
        while (generation.MoveNext())
        {
            tokens.Add(generation.Current);
        }

        return ([.. tokens], generation.CachedTokens);
    }
}
