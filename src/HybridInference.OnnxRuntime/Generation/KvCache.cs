using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>The keys and values of the tokens of one sequence so far. Grows in steps, never to the whole context at once.</summary>
internal abstract class KvCache : IDisposable
{
    /// <summary>The tokens that a new cache has room for beyond those expected, and the least that it is created for.</summary>
    public const int Headroom = 64;

    private readonly int _limit;

    /// <param name="expected">The tokens that are known to come.</param>
    /// <param name="limit">The tokens that may come at most.</param>
    protected KvCache(int expected, int limit)
    {
        _limit = limit;
        Capacity = Math.Min(limit, expected + Headroom);
    }

    /// <summary>Gets the tokens whose keys and values are in the cache.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the tokens that fit into the present memory.</summary>
    protected int Capacity { get; private set; }

    public static KvCache Create(DecoderSignature signature, OrtIoBinding binding, int expected, int limit) => signature.SharesCache
        ? new SharedKvCache(signature.Cache, binding, expected, limit)
        : new ConcatenatedKvCache(signature.Cache, binding, expected, limit);

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

    public abstract void Dispose();

    protected abstract void Bind(int tokens);

    protected virtual void OnCommitted()
    {
    }
}
