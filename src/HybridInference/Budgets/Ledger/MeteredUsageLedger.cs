using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HybridInference;

/// <summary>Shows what goes into a ledger as metrics too: cost, savings and tokens, by target, model and outcome.</summary>
/// <remarks>
/// Each attempt is counted once, when the inner ledger took its record. Costs are in units of the currency, which is a tag; tenants
/// are no tag, as there may be many. Thread-safe.
/// </remarks>
public sealed class MeteredUsageLedger : IUsageLedger
{
    private readonly IUsageLedger _inner;
    private readonly Counter<double> _cost;
    private readonly Counter<double> _saved;
    private readonly Counter<long> _tokens;

    /// <summary>Initializes the ledger.</summary>
    /// <param name="inner">The ledger that keeps the records.</param>
    /// <param name="meterFactory">Makes the meter <c>HybridInference</c>.</param>
    public MeteredUsageLedger(IUsageLedger inner, IMeterFactory meterFactory)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(meterFactory);
        _inner = inner;
        Meter meter = meterFactory.Create(HybridInferenceMetrics.MeterName);
        _cost = meter.CreateCounter<double>("hybrid_inference.cost", "{currency}", "What attempts cost.");
        _saved = meter.CreateCounter<double>("hybrid_inference.saved", "{currency}", "What local work would have cost remotely.");
        _tokens = meter.CreateCounter<long>("hybrid_inference.tokens", "{token}", "The tokens that attempts used, by direction.");
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default)
    {
        bool isNew = await _inner.RecordAsync(record, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            Measure(record);
        }

        return isNew;
    }

    /// <inheritdoc/>
    public ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default) =>
        _inner.FindAsync(attemptId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<UsageRecord> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        _inner.ReadAsync(from, to, cancellationToken);

    private void Measure(UsageRecord record)
    {
        var tags = new TagList
        {
            { TelemetryTags.Target, record.Target },
            { TelemetryTags.Model, record.Model },
            { TelemetryTags.Outcome, record.Outcome.ToString() },
        };
        if (record.Usage is { } usage)
        {
            MeasureTokens(usage.Input, TelemetryTags.Input, tags);
            MeasureTokens(usage.Output, TelemetryTags.Output, tags);
        }

        tags.Add(TelemetryTags.Currency, record.Currency);
        _cost.Add((double)(record.Cost ?? 0) / Money.MicroUnitsPerUnit, tags);
        _saved.Add((double)(record.Saved ?? 0) / Money.MicroUnitsPerUnit, tags);
    }

    private void MeasureTokens(long tokens, string direction, TagList tags)
    {
        tags.Add(TelemetryTags.Direction, direction);
        _tokens.Add(tokens, tags);
    }
}
