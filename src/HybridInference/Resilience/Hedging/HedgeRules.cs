using System.Collections.Frozen;

namespace HybridInference;

/// <summary>Says when the requests of one hybrid client are hedged, by what it has seen of its local targets. Thread-safe.</summary>
internal sealed class HedgeRules
{
    private readonly TimeSpan? _after;
    private readonly HedgeShare _share;
    private readonly IDeviceConditions _conditions;
    private readonly FrozenDictionary<(string Target, bool Streaming), RecentLatencies> _latencies;

    private HedgeRules(HedgingOptions options, IEnumerable<HybridTarget> targets, IDeviceConditions conditions)
    {
        (_after, _share, _conditions) = (options.After, new(options.MaxShare), conditions);
        _latencies = targets.Where(target => !target.Route.IsRemote)
            .SelectMany(target => new[] { (target.Route.Name, true), (target.Route.Name, false) })
            .ToFrozenDictionary(key => key, _ => new RecentLatencies());

        // What the system tells later on another thread should be known by the first hedge.
        _ = IsAllowed();
    }

    /// <summary>Copies the options; there are no rules when nothing is hedged.</summary>
    public static HedgeRules? Create(HedgingOptions options, IEnumerable<HybridTarget> targets, IDeviceConditions conditions) =>
        options.Enabled ? new(options, targets, conditions) : null;

    /// <summary>Counts a request that could be hedged.</summary>
    /// <returns>How long its local target may give nothing; <see langword="null"/> when that is not known yet.</returns>
    public TimeSpan? CountRequest(string target, bool streaming)
    {
        _share.CountRequest();
        return _after ?? _latencies[(target, streaming)].Percentile95();
    }

    /// <summary>Takes one of the hedges that are left, if the device allows it now.</summary>
    public bool TryTake() => IsAllowed() && _share.TryTake();

    /// <summary>Learns from an attempt.</summary>
    /// <remarks>
    /// One that lost counts with the time that it had taken until then: without the slowest ones, the percentile would sink with every hedge.
    /// </remarks>
    public void Observe(AttemptRecord attempt, bool streaming)
    {
        TimeSpan? latency = attempt.Outcome switch
        {
            AttemptOutcome.Completed => streaming ? attempt.TimeToFirstContent : attempt.Duration,
            AttemptOutcome.Lost => attempt.Duration,
            _ => null,
        };
        if (latency is { } time && _latencies.TryGetValue((attempt.Target, streaming), out RecentLatencies? latencies))
        {
            latencies.Add(time);
        }
    }

    private bool IsAllowed()
    {
        try
        {
            return _conditions.IsOnBattery != true && _conditions.IsNetworkMetered != true;
        }
        catch (Exception) // The application's code: a request must not fail because of it.
        {
            return false;
        }
    }
}
