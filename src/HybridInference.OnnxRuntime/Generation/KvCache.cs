using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>The keys and values of the tokens of one sequence so far. Grows in steps, never to the whole context at once.</summary>
internal abstract class KvCache : IDisposable
{
    /// <summary>The tokens that a cache has room for beyond those expected.</summary>
    public const int Headroom = 64;

    private int _limit;

    /// <summary>Gets the tokens whose keys and values are in the cache.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the native memory that the cache has at the moment.</summary>
    public abstract long Bytes { get; }

    /// <summary>Gets the tokens to have memory for at the next run.</summary>
    protected int Capacity { get; private set; }

    /// <summary>Creates an empty cache, which has to be told what to expect.</summary>
    public static KvCache Create(DecoderSignature signature, OrtIoBinding binding) => signature.SharesCache
        ? new SharedKvCache(signature.Cache, binding)
        : new ConcatenatedKvCache(signature.Cache, binding);

    /// <summary>Tells what is to come.</summary>
    /// <param name="expected">The tokens, with those in the cache, that are known to come.</param>
    /// <param name="limit">The tokens that may come at most.</param>
    public void Expect(int expected, int limit)
    {
        _limit = limit;
        Capacity = Math.Max(Capacity, Math.Min(limit, expected + Headroom));
    }

    /// <summary>Binds past and present for a run over <paramref name="tokens"/> further tokens.</summary>
    /// <exception cref="InvalidOperationException">They do not fit under the limit.</exception>
    public void Prepare(int tokens)
    {
        int needed = Length + tokens;
        if (needed > _limit)
        {
            throw new InvalidOperationException($"The cache is limited to {_limit} tokens but {needed} are needed.");
        }

        if (needed > Capacity)
        {
            Capacity = Math.Min(_limit, Math.Max(needed, 2 * Capacity));
        }

        Bind(tokens);
    }

    /// <summary>Takes note that a run over <paramref name="tokens"/> tokens has succeeded.</summary>
    public void Commit(int tokens)
    {
        OnCommitted();
        Length += tokens;
    }

    /// <summary>Cuts the cache back to its first tokens.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        if (length < Length)
        {
            OnTruncating(length);
            Length = length;
        }
    }

    /// <summary>Fills this cache, which is empty, with the first tokens of another one of the same model.</summary>
    public void CopyFrom(KvCache source, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Math.Min(source.Length, Capacity));
        CopyRows(source, length);
        Length = length;
    }

    public abstract void Dispose();

    protected abstract void Bind(int tokens);

    protected abstract void CopyRows(KvCache source, int length);

    protected virtual void OnTruncating(int length)
    {
    }

    protected virtual void OnCommitted()
    {
    }
}
