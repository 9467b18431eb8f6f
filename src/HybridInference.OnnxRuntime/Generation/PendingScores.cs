namespace HybridInference.OnnxRuntime;

/// <summary>The log-probabilities of tokens whose text is not complete yet. Not thread-safe.</summary>
internal sealed class PendingScores(ModelTokenizer tokenizer)
{
    private List<TokenLogProbability>? _scores;

    /// <summary>Takes down those of a token, if there are any.</summary>
    public void Add(TokenScore? score)
    {
        if (score is { } taken)
        {
            (_scores ??= []).Add(taken.Describe(tokenizer));
        }
    }

    /// <summary>Gives those of a text; none while there is no text.</summary>
    public List<TokenLogProbability>? TakeFor(string text) => text.Length > 0 ? Take() : null;

    /// <summary>Gives all that there are.</summary>
    public List<TokenLogProbability>? Take()
    {
        List<TokenLogProbability>? scores = _scores;
        _scores = null;
        return scores;
    }
}
