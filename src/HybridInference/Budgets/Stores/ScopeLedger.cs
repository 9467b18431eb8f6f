using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>The sums of one scope of the in-memory store: a bucket for a calendar window, up to sixty-one for a rolling one.</summary>
internal sealed class ScopeLedger(BudgetWindow window)
{
    private readonly List<Bucket> _buckets = [];

    public BudgetBalance Balance(BudgetScope scope, DateTimeOffset now)
    {
        WindowPosition position = Roll(scope, now);
        Bucket sum = default;
        foreach (ref Bucket bucket in CollectionsMarshal.AsSpan(_buckets))
        {
            sum.Spent += bucket.Spent;
            sum.Reserved += bucket.Reserved;
            sum.Overrun += bucket.Overrun;
        }

        long oldest = _buckets.Count > 0 ? _buckets[0].Start : position.Bucket;
        return new(
            sum.Spent,
            sum.Reserved,
            sum.Overrun,
            DateTimeOffset.FromUnixTimeMilliseconds(position.From),
            scope.Window.ResetsAt(position, oldest));
    }

    /// <returns>The bucket in which the amount was counted.</returns>
    public long Reserve(BudgetScope scope, DateTimeOffset now, long amount)
    {
        WindowPosition position = Roll(scope, now);
        if (_buckets.Count == 0 || _buckets[^1].Start < position.Bucket)
        {
            _buckets.Add(new() { Start = position.Bucket });
        }

        CollectionsMarshal.AsSpan(_buckets)[^1].Reserved += amount;
        return position.Bucket;
    }

    /// <summary>Settles in the bucket of the reservation. One that has left the window counts nowhere any more.</summary>
    public void Settle(long start, BudgetSettlement settlement)
    {
        foreach (ref Bucket bucket in CollectionsMarshal.AsSpan(_buckets))
        {
            if (bucket.Start == start)
            {
                bucket.Reserved -= settlement.Reserved;
                bucket.Spent += settlement.Charged;
                bucket.Overrun += settlement.Overrun;
            }
        }
    }

    public bool IsOver(DateTimeOffset now) => _buckets.Count == 0 || _buckets[^1].Start < window.At(now).From;

    private WindowPosition Roll(BudgetScope scope, DateTimeOffset now)
    {
        WindowPosition position = scope.Window.At(now);
        int gone = 0;
        while (gone < _buckets.Count && _buckets[gone].Start < position.From)
        {
            gone++;
        }

        _buckets.RemoveRange(0, gone);
        return position;
    }

    private struct Bucket
    {
        public long Start;
        public long Spent;
        public long Reserved;
        public long Overrun;
    }
}
