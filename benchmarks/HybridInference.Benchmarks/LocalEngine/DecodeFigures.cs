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

    public TimeSpan TimeToFirstToken => Stopwatch.GetElapsedTime(_start, _times[0]);

    public double BytesPerToken => (double)(_lastBytes - _firstBytes) / (_tokens - 1);

    /// <summary>Gets the times from update to update; most are of one token.</summary>
    public IEnumerable<TimeSpan> Steps => _times.Zip(_times.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from, to));

    public void Add()
    {
        _lastBytes = GC.GetTotalAllocatedBytes(precise: _times.Count == 0);
        _firstBytes = _times.Count == 0 ? _lastBytes : _firstBytes;
        _times.Add(Stopwatch.GetTimestamp());
    }

    /// <summary>Counts the allocation exactly, after the last of so many tokens.</summary>
    public void Finish(long tokens)
    {
        _lastBytes = GC.GetTotalAllocatedBytes(precise: true);
        _tokens = tokens;
    }
}
