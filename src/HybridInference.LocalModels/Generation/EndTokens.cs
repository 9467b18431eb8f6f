namespace HybridInference.LocalModels;

/// <summary>Finds the tokens that end an answer: those of the configuration, or else the tokenizer's own.</summary>
internal static class EndTokens
{
    public static IReadOnlyList<int> Find(ModelConfig config, ModelTokenizer tokenizer)
    {
        if (config.EosTokenIds.Count > 0)
        {
            return config.EosTokenIds;
        }

        return tokenizer.EosToken is { } token && tokenizer.FindToken(token) is { } id ? [id] : [];
    }
}
