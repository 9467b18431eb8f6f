namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The form that an answer must have, for one vocabulary. Thread-safe; its cursors are not.</summary>
internal sealed class TokenConstraint(TokenAutomaton automaton, Term start)
{
    /// <summary>Gets a number of tokens with which the answer can be complete.</summary>
    public int EnoughTokens => start.Cost;

    /// <summary>Starts an answer.</summary>
    /// <param name="maxTokens">The tokens that the answer has at most: it is led to its end before, where they are enough.</param>
    public ConstraintCursor Start(int maxTokens) => new(automaton, start, maxTokens);
}
