namespace HybridInference.OnnxRuntime;

/// <summary>Drafts what may follow in one answer, as far as the drafts before have paid. Not thread-safe.</summary>
internal sealed class TokenDrafts(GenerationRequest request, int maxLength)
{
    private readonly PromptLookup _lookup = new(request.Prompt.Span, request.MaxOutputTokens);
    private readonly DraftAllowance _allowance = new(maxLength);
    private readonly int[] _tokens = new int[maxLength + 1];

    /// <summary>Takes note of a token of the answer.</summary>
    public void Add(int token) => _lookup.Add(token);

    /// <summary>Gives the latest token and, behind it, those that are likely to follow.</summary>
    public ReadOnlySpan<int> Draft(int latest, int room)
    {
        _tokens[0] = latest;
        int length = Math.Clamp(room, 0, _allowance.Length);
        return _tokens.AsSpan(0, 1 + _lookup.Guess(_tokens.AsSpan(1, length)));
    }

    /// <summary>Takes note of how a run went.</summary>
    /// <param name="tokens">The tokens that went in.</param>
    /// <param name="right">How many of those behind the first were right.</param>
    /// <param name="extraRuns">The runs over one token that were needed besides.</param>
    public void OnRun(int tokens, int right, int extraRuns)
    {
        if (tokens == 1)
        {
            _allowance.OnStep();
        }
        else
        {
            _allowance.OnGuess(tokens - 1, right, extraRuns);
        }
    }
}
