namespace HybridInference;

/// <summary>What one attempt used and cost. Holds names and numbers, never text of the request.</summary>
/// <param name="AttemptId">Identifies the attempt: a ledger keeps one record of it.</param>
/// <param name="At">When the attempt began.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Target">The name of the target.</param>
/// <param name="Location">Where the target runs.</param>
/// <param name="Outcome">What became of the attempt.</param>
public sealed record UsageRecord(
    Guid AttemptId, DateTimeOffset At, string Tenant, string Target, TargetLocation Location, AttemptOutcome Outcome)
{
    /// <summary>Gets the model, if known.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the tokens, or <see langword="null"/> when they are not known.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Gets whether the tokens or the cost are an estimate or a worst case, because the provider told nothing.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>Gets the cost in micro-units, or <see langword="null"/> when the model's price is not known.</summary>
    public long? Cost { get; init; }

    /// <summary>Gets what the same work would have cost remotely, in micro-units, or <see langword="null"/> when that is not known.</summary>
    public long? Saved { get; init; }

    /// <summary>Gets the ISO 4217 code of the currency of both amounts.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Gets why the target was chosen, in the decision's words.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
