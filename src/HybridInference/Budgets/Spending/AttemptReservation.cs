namespace HybridInference;

/// <summary>What an attempt may spend, or why it may not begin.</summary>
/// <param name="AttemptId">Identifies the attempt in the store and in the ledger.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Target">The target.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Price">What is known of the request's price.</param>
internal sealed record AttemptReservation(Guid AttemptId, DateTimeOffset At, RouteTarget Target, string Tenant, RequestPrice Price)
{
    /// <summary>Whether the store holds an amount, which has to be settled.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Why the attempt may not begin: one of <see cref="RoutingReasons"/>, or <see langword="null"/> when it may.</summary>
    public string? Denial { get; init; }

    /// <summary>Numbers and names for a reader of the denial.</summary>
    public string? DenialDetail { get; init; }

    /// <summary>The exhausted budget and when it has money again, when that is the reason.</summary>
    public BudgetReservation Answer { get; init; }

    public bool IsGranted => Denial is null;

    /// <summary>The output cap that has to be sent, as the reservation counts on it; <see langword="null"/> when there is none.</summary>
    public int? MaxOutputTokens => IsHeld ? Price.MaxOutputTokens : null;
}
