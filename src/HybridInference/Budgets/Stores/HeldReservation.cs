namespace HybridInference;

/// <summary>An open reservation of the in-memory store, used again after it is settled.</summary>
internal sealed class HeldReservation
{
    private readonly List<(ScopeLedger Ledger, long Bucket)> _places = new(capacity: 4);

    public long Amount { get; private set; }

    public DateTimeOffset ReservedAt { get; private set; }

    public DateTimeOffset Due { get; private set; }

    public AttemptLabel? Label { get; private set; }

    public void Open(in BudgetRequest request, DateTimeOffset now, ScopeLedgers scopes)
    {
        (Amount, ReservedAt, Due, Label) = (request.Amount, now, now + request.Lease, request.Label);
        foreach (BudgetScope scope in request.Scopes)
        {
            ScopeLedger ledger = scopes.Of(scope, now);
            _places.Add((ledger, ledger.Reserve(scope, now, Amount)));
        }
    }

    public void Settle(BudgetSettlement settlement)
    {
        foreach ((ScopeLedger ledger, long bucket) in _places)
        {
            ledger.Settle(bucket, settlement);
        }

        _places.Clear();
    }
}
