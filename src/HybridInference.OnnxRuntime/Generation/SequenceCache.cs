namespace HybridInference.OnnxRuntime;

/// <summary>
/// Keeps the sequences of past requests, so that a request that begins with the same tokens does not compute them again. Those used longest
/// ago make room for others. Thread-safe: a sequence that is in use is not in the cache.
/// </summary>
internal sealed class SequenceCache(DecoderModel model, int maxSequences, long maxBytes) : IDisposable
{
    /// <summary>A sequence that would lose at least this many tokens to a request is copied and not cut: another may yet continue it.</summary>
    public const int TokensWorthKeeping = 32;

    private readonly Lock _lock = new();

    /// <summary>The kept sequences, those used latest at the end.</summary>
    private readonly List<DecoderSequence> _kept = [];

    private bool _isDisposed;

    /// <summary>Gets the number of the kept sequences.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>Gets the native memory of the kept sequences.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _kept.Sum(sequence => sequence.Bytes);
            }
        }
    }

    /// <summary>
    /// Gives a sequence that holds the longest known beginning of a prompt, but never its last token, whose logits are needed. The caller
    /// has to give it back.
    /// </summary>
    /// <param name="prompt">The tokens of the prompt, at least one.</param>
    /// <param name="limit">The tokens that prompt and output may have together.</param>
    /// <param name="lenders">Sequences that the caller has taken before and that do not run now: their beginnings may be copied.</param>
    public DecoderSequence Take(ReadOnlySpan<int> prompt, int limit, IEnumerable<DecoderSequence> lenders)
    {
        lock (_lock)
        {
            ThrowIfDisposed();
            DecoderSequence? best = FindBest(prompt[..^1], _kept, out int length);
            DecoderSequence? lender = FindBest(prompt[..^1], lenders, out int lent);
            if (lent > length)
            {
                return Create(lender, lent, prompt.Length, limit);
            }

            if (best is null || best.Tokens.Length - length >= TokensWorthKeeping)
            {
                return Create(best, length, prompt.Length, limit);
            }

            _kept.Remove(best);
            best.Truncate(length);
            best.Expect(prompt.Length, limit);
            return best;
        }
    }

    /// <exception cref="ObjectDisposedException">The cache is disposed.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, typeof(OnnxChatClient));

    /// <summary>Takes a sequence back, and keeps it if it is sound and there is room.</summary>
    public void Return(DecoderSequence sequence)
    {
        lock (_lock)
        {
            if (_isDisposed || !sequence.IsSound || sequence.Tokens.IsEmpty || sequence.Bytes > maxBytes || maxSequences == 0)
            {
                sequence.Dispose();
                return;
            }

            Remove(_kept.Find(kept => sequence.Tokens.StartsWith(kept.Tokens)));
            _kept.Add(sequence);
            while (_kept.Count > maxSequences || _kept.Sum(kept => kept.Bytes) > maxBytes)
            {
                Remove(_kept[0]);
            }
        }
    }

    /// <summary>Frees what is kept; what is in use is freed when it comes back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_kept.Count > 0)
            {
                Remove(_kept[^1]);
            }
        }
    }

    private static DecoderSequence? FindBest(ReadOnlySpan<int> tokens, IEnumerable<DecoderSequence> sequences, out int length)
    {
        DecoderSequence? best = null;
        length = 0;
        foreach (DecoderSequence sequence in sequences)
        {
            int common = tokens.CommonPrefixLength(sequence.Tokens);
            if (common > length)
            {
                (best, length) = (sequence, common);
            }
        }

        return best;
    }

    private DecoderSequence Create(DecoderSequence? source, int length, int expected, int limit)
    {
        var sequence = new DecoderSequence(model);
        try
        {
            sequence.Expect(expected, limit);
            if (source is not null)
            {
                sequence.CopyFrom(source, length);
            }

            return sequence;
        }
        catch
        {
            sequence.Dispose();
            throw;
        }
    }

    private void Remove(DecoderSequence? sequence)
    {
        if (sequence is not null)
        {
            _kept.Remove(sequence);
            sequence.Dispose();
        }
    }
}
