namespace HybridInference.LocalModels;

/// <summary>Finds the tokens that end an answer: those of the configuration, or else the tokenizer's own.</summary>
/// <remarks>Of gpt-oss also the ones that end a call and an answer: some folders leave them out, and the model would go on after a call.</remarks>
internal static class EndTokens
{
    public static IReadOnlyList<int> Find(ModelConfig config, ModelTokenizer tokenizer) => tokenizer.FindSpecial(HarmonyReader.Channel) is null
        ? FindNamed(config, tokenizer)
        : [.. FindNamed(config, tokenizer).Union(HarmonyReader.AnswerEnds.Select(tokenizer.FindSpecial).OfType<int>())];

    private static IReadOnlyList<int> FindNamed(ModelConfig config, ModelTokenizer tokenizer)
    {
        if (config.EosTokenIds.Count > 0)
        {
            return config.EosTokenIds;
        }

        return tokenizer.EosToken is { } token && tokenizer.FindToken(token) is { } id ? [id] : [];
    }
}
