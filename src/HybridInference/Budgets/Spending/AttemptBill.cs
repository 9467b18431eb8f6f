namespace HybridInference;

/// <summary>Works out what an attempt cost, and writes it down as a record.</summary>
internal sealed class AttemptBill(RequestPricing pricing)
{
    public UsageRecord Write(AttemptReservation reservation, AttemptEnd end)
    {
        TokenUsage? reported = TokenUsage.Of(end.Usage);
        TokenUsage? usage = reported ?? Received(reservation, end);
        return new(reservation.AttemptId, reservation.At, reservation.Tenant, reservation.Target.Name, reservation.Target.Location, end.Outcome)
        {
            Model = reservation.Price.Model,
            Usage = usage,
            IsEstimated = reported is null && !end.IsRefused,
            Cost = CostOf(reservation, end, usage),
            Saved = reservation.Target.IsRemote || usage is null ? null : pricing.SavedBy(usage.Value),
            Currency = pricing.Currency,
            Reasons = end.Reasons ?? [],
        };
    }

    /// <summary>Writes down an attempt whose holder is gone.</summary>
    public UsageRecord WriteExpired(OverdueReservation overdue, long cost) =>
        new(
            overdue.AttemptId,
            overdue.ReservedAt,
            overdue.Label?.Tenant ?? BudgetOptions.DefaultName,
            overdue.Label?.Target ?? "unknown",
            TargetLocation.Remote,
            AttemptOutcome.Abandoned)
        {
            Model = overdue.Label?.Model,
            IsEstimated = true,
            Cost = cost,
            Currency = pricing.Currency,
            Reasons = [RoutingReasons.LeaseExpired],
        };

    private static TokenUsage? Received(AttemptReservation reservation, AttemptEnd end) =>
        end.ReceivedTokens is { } received && !end.IsRefused ? new(reservation.Price.EstimatedInputTokens, received) : null;

    private static long? CostOf(AttemptReservation reservation, AttemptEnd end, TokenUsage? usage)
    {
        if (!reservation.Target.IsRemote || end.IsRefused)
        {
            return 0;
        }

        RequestPrice price = reservation.Price;
        try
        {
            return usage is { } tokens ? price.Price?.CostOf(tokens) : price.WorstCase;
        }
        catch (OverflowException) // The provider reported nonsense; the worst case is what was agreed to.
        {
            return price.WorstCase;
        }
    }
}
