using System.Diagnostics;

namespace HybridInference.Benchmarks;

/// <summary>Takes the time and the managed allocation of one answer, from token to token.</summary>
internal sealed class DecodeFigures
{
    private readonly List<long> _times = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _firstBytes;
    private long _lastBytes;

    public TimeSpan TimeToFirstToken => Stopwatch.GetElapsedTime(_start, _times[0]);

    public double TokensPerSecond => (_times.Count - 1) / Stopwatch.GetElapsedTime(_times[0], _times[^1]).TotalSeconds;

    public double BytesPerToken => (double)(_lastBytes - _firstBytes) / (_times.Count - 1);

    /// <summary>Gets the times from token to token.</summary>
    public IEnumerable<TimeSpan> Steps => _times.Zip(_times.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from, to));

    public void Add()
    {
        _lastBytes = GC.GetTotalAllocatedBytes(precise: _times.Count == 0);
        _firstBytes = _times.Count == 0 ? _lastBytes : _firstBytes;
        _times.Add(Stopwatch.GetTimestamp());
    }

    /// <summary>Counts the allocation exactly, after the last token.</summary>
    public void Finish() => _lastBytes = GC.GetTotalAllocatedBytes(precise: true);
}
