namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Finds the tokens that may come next, and keeps what it has found. Not thread-safe.</summary>
internal sealed class MaskBuilder(TokenTrie trie, TermFactory terms, IReadOnlyList<int> endTokens)
{
    private const long MaxKeptBytes = 32 << 20;

    private readonly TrieWalk _walk = new(trie, terms);
    private readonly TrieWalk _scopeWalk = new(trie, terms);
    private readonly TermClamp _clamp = new(terms, trie.Height + 1);
    private readonly List<Term> _kept = [];
    private long _keptBytes;

    /// <summary>Gets the tokens that may come next, the end tokens among them where nothing more needs to follow.</summary>
    public TokenMask Find(Term state)
    {
        if (state.Mask is { } known)
        {
            return known;
        }

        _walk.Clear();
        AddEach(state);
        return Keep(state, Finish(state));
    }

    /// <summary>Gets the tokens after which a number of tokens can complete the text; none where that is uncertain.</summary>
    public TokenMask Find(Term state, int tokensLeft)
    {
        _walk.Clear();
        _walk.Collect(TokenTrie.Root, state, tokensLeft);
        return Finish(state);
    }

    private void AddEach(Term state)
    {
        if (state is not ChoiceTerm choice)
        {
            Add(state);
            return;
        }

        foreach (Term member in choice.Members)
        {
            Add(member);
        }
    }

    private void Add(Term term)
    {
        (Term head, Term tail) = term is SequenceTerm sequence ? (sequence.Head, sequence.Tail) : (term, terms.Empty);
        if (head is not ScopeTerm scope)
        {
            _walk.Collect(TokenTrie.Root, term, Term.Impossible - 1);
            return;
        }

        ScopeTerm clamped = (ScopeTerm)_clamp.Clamp(scope);
        ScopeMask mask = clamped.ScopeMask ??= FindInside(clamped);
        mask.Inside.AddTo(_walk.Bits);
        int rest = tail.Cost + (scope.Cost - clamped.Cost);
        _walk.MaxCost = Math.Max(_walk.MaxCost, Term.Add(mask.Inside.MaxCost, rest));
        foreach (int exit in tail == terms.Empty ? [] : mask.Exits)
        {
            _walk.Collect(exit, tail, Term.Impossible - 1);
        }

        if (scope.IsNullable)
        {
            AddEach(tail);
        }
    }

    private ScopeMask FindInside(ScopeTerm scope)
    {
        var exits = new List<int>();
        _scopeWalk.Clear();
        _scopeWalk.Collect(TokenTrie.Root, scope, Term.Impossible - 1, exits);
        return new ScopeMask(new TokenMask(_scopeWalk.Bits, _scopeWalk.MaxCost), [.. exits]);
    }

    private TokenMask Finish(Term state)
    {
        for (int i = 0; state.IsNullable && i < endTokens.Count; i++)
        {
            if (endTokens[i] < trie.VocabularySize)
            {
                _walk.Bits[endTokens[i] >> 6] |= 1UL << (endTokens[i] & 63);
            }
        }

        return new TokenMask(_walk.Bits, _walk.MaxCost);
    }

    private TokenMask Keep(Term state, TokenMask mask)
    {
        if (_keptBytes > MaxKeptBytes)
        {
            _kept.ForEach(term => term.Mask = null);
            _kept.Clear();
            _keptBytes = 0;
        }

        _kept.Add(state);
        _keptBytes += mask.Bytes;
        return state.Mask = mask;
    }
}
