using System.Diagnostics;

namespace HybridInference.Benchmarks;

/// <summary>Takes the time and the managed allocation of one answer, from token to token.</summary>
internal sealed class DecodeFigures
{
    // With room, so that it is not counted.
    private readonly List<long> _times = new(256);
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _firstBytes;
    private long _lastBytes;
    private long _tokens;
    private long _end;

    public TimeSpan TimeToFirstToken => Stopwatch.GetElapsedTime(_start, _times[0]);

    public double BytesPerToken => (double)(_lastBytes - _firstBytes) / (_tokens - 1);

    /// <summary>Gets the mean time of the tokens after the first.</summary>
    public TimeSpan Step => Stopwatch.GetElapsedTime(_times[0], _end) / (_tokens - 1);

    /// <summary>Gets how many tokens an update has.</summary>
    public double TokensPerUpdate => (double)_tokens / _times.Count;

    public void Add()
    {
        _lastBytes = GC.GetTotalAllocatedBytes(precise: _times.Count == 0);
        _firstBytes = _times.Count == 0 ? _lastBytes : _firstBytes;
        _times.Add(Stopwatch.GetTimestamp());
    }

    /// <summary>Counts the allocation exactly, and the time, after the last of so many tokens.</summary>
    public void Finish(long tokens)
    {
        _lastBytes = GC.GetTotalAllocatedBytes(precise: true);
        _end = Stopwatch.GetTimestamp();
        _tokens = tokens;
    }
}
