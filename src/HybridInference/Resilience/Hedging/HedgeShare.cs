namespace HybridInference;

/// <summary>Keeps the share of hedged requests under a limit: every request adds its share of a hedge, and a hedge takes a whole one.</summary>
/// <remarks>Counts in whole millionths, so that no rounding adds up. Thread-safe.</remarks>
internal sealed class HedgeShare(double share)
{
    /// <summary>How many hedges can be saved up.</summary>
    public const int MaxSaved = 10;

    private const long Whole = 1_000_000;

    private readonly Lock _lock = new();
    private readonly long _perRequest = (long)(share * Whole);
    private long _saved;

    public void CountRequest()
    {
        lock (_lock)
        {
            _saved = Math.Min(_saved + _perRequest, MaxSaved * Whole);
        }
    }

    /// <summary>Takes a hedge, if one is left.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            bool isLeft = _saved >= Whole;
            _saved -= isLeft ? Whole : 0;
            return isLeft;
        }
    }
}
