namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Grammars over one vocabulary: their states, and the tokens that each state allows. Thread-safe.</summary>
internal sealed class TokenAutomaton
{
    private readonly TokenTrie _trie;
    private readonly TermFactory _terms;
    private readonly MaskBuilder _masks;
    private readonly Dictionary<string, TokenConstraint> _constraints = [];
    private readonly Lock _lock = new();

    /// <summary>Initializes an automaton without grammars.</summary>
    /// <param name="trie">The vocabulary.</param>
    /// <param name="endTokens">The tokens that end an answer.</param>
    public TokenAutomaton(TokenTrie trie, IReadOnlyList<int> endTokens)
    {
        _trie = trie;
        _terms = new TermFactory(trie);
        _masks = new MaskBuilder(trie, _terms, endTokens);
    }

    /// <summary>Gets how many states there are, as a measure of the memory that they need.</summary>
    public int Size => _terms.Count;

    /// <summary>Gets the constraint of a grammar, which is written on first use.</summary>
    /// <param name="key">What tells the grammar from others.</param>
    /// <param name="write">Writes the grammar.</param>
    /// <exception cref="UnsupportedRequestException">No text satisfies the grammar, or the vocabulary cannot write one.</exception>
    public TokenConstraint GetConstraint(string key, Func<TermFactory, Term> write)
    {
        lock (_lock)
        {
            if (!_constraints.TryGetValue(key, out TokenConstraint? constraint))
            {
                _constraints[key] = constraint = new TokenConstraint(this, Check(write(_terms)));
            }

            return constraint;
        }
    }

    /// <summary>Gets the tokens that a state allows.</summary>
    /// <param name="state">The state.</param>
    /// <param name="tokensLeft">The tokens that may follow after the next one: where it matters, only those after which they are enough.</param>
    public TokenMask FindMask(Term state, int tokensLeft)
    {
        lock (_lock)
        {
            TokenMask mask = _masks.Find(state);
            if (mask.MaxCost <= tokensLeft)
            {
                return mask;
            }

            TokenMask closing = _masks.Find(state, tokensLeft);
            return closing.Count > 0 ? closing : mask;
        }
    }

    /// <summary>Gets the state after a token, or <see langword="null"/> where the token may not come or adds nothing.</summary>
    public Term? Advance(Term state, int token)
    {
        lock (_lock)
        {
            ReadOnlySpan<byte> bytes = _trie.BytesOf(token);
            foreach (byte value in bytes)
            {
                state = state.Next(value, _terms);
            }

            return bytes.IsEmpty || state == _terms.Never ? null : state;
        }
    }

    /// <summary>Gets whether nothing may follow.</summary>
    public bool IsFinal(Term state) => state == _terms.Empty;

    private Term Check(Term start)
    {
        if (start == _terms.Never)
        {
            throw new UnsupportedRequestException(
                "No answer can satisfy the JSON schema. Make its requirements fit together, and let objects and arrays nest less deeply than "
                + $"{JsonGrammar.MaxDepth} levels.");
        }

        return start.Cost < Term.Impossible
            ? start
            : throw new UnsupportedRequestException(
                "The vocabulary of the local model lacks characters that the answer needs, so its form cannot be guaranteed. Ask for text instead.");
    }
}
