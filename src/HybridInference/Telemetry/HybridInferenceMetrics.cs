using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HybridInference;

/// <summary>Owns every instrument of this package. Tags are names and codes, never text of a request.</summary>
internal sealed class HybridInferenceMetrics
{
    public const string MeterName = "HybridInference";

    private const string RefusedTarget = "none";

    private readonly Counter<long> _decisions;
    private readonly Counter<long> _failovers;
    private readonly Histogram<double> _attemptDuration;

    public HybridInferenceMetrics(IMeterFactory? meterFactory)
    {
        Meter meter = meterFactory?.Create(MeterName) ?? SharedMeter.Instance;
        _decisions = meter.CreateCounter<long>(
            "hybrid_inference.routing.decisions", "{decision}", "Routing decisions by target and reason.");
        _failovers = meter.CreateCounter<long>(
            "hybrid_inference.failovers", "{failover}", "Requests that went on to another target, by the target that failed.");
        _attemptDuration = meter.CreateHistogram<double>(
            "hybrid_inference.attempt.duration", "s", "The time that one call of one target took.");
    }

    public void Decided(RoutingDecision decision)
    {
        if (_decisions.Enabled)
        {
            _decisions.Add(
                1,
                new(TelemetryTags.Target, decision.Target ?? RefusedTarget),
                new KeyValuePair<string, object?>(TelemetryTags.Reason, decision.Reasons[0]));
        }
    }

    public void FailedOver(string target, FailureKind failure)
    {
        if (_failovers.Enabled)
        {
            _failovers.Add(1, new(TelemetryTags.Target, target), new KeyValuePair<string, object?>(TelemetryTags.Failure, failure.ToString()));
        }
    }

    public void Attempted(AttemptRecord attempt, bool streaming)
    {
        if (_attemptDuration.Enabled)
        {
            var tags = new TagList
            {
                { TelemetryTags.Target, attempt.Target },
                { TelemetryTags.Outcome, attempt.Outcome.ToString() },
                { TelemetryTags.Streaming, streaming },
                { TelemetryTags.Hedge, attempt.IsHedge },
            };
            _attemptDuration.Record(attempt.Duration.TotalSeconds, tags);
        }
    }

    /// <summary>The meter of clients that are built without a container.</summary>
    private static class SharedMeter
    {
        public static readonly Meter Instance = new(MeterName);
    }
}
