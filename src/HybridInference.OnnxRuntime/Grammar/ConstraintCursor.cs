namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>How far one answer has come in the form that it must have. Not thread-safe.</summary>
internal sealed class ConstraintCursor(TokenAutomaton automaton, Term start, int maxTokens)
{
    private Term _state = start;
    private int _tokensLeft = maxTokens;

    /// <summary>Gets whether the answer is complete and nothing may follow.</summary>
    public bool IsFinished => automaton.IsFinal(_state);

    /// <summary>Gets whether the answer may end here.</summary>
    public bool IsComplete => _state.IsNullable;

    /// <summary>Gets the tokens that may come next; never none unless the answer is finished.</summary>
    public TokenMask FindMask() => automaton.FindMask(_state, _tokensLeft - 1);

    /// <summary>Gets whether a token may come next, whatever the limit. Without a mask; for few tokens.</summary>
    public bool Allows(int token) => automaton.Advance(_state, token) is { Cost: < Term.Impossible };

    /// <summary>Takes note of a token of the mask.</summary>
    public void Advance(int token)
    {
        _state = automaton.Advance(_state, token) ?? _state;
        _tokensLeft--;
    }
}
