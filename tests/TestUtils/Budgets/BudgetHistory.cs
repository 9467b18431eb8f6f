using System.Collections.Immutable;
using CsCheck;
using Xunit;

namespace HybridInference.TestUtils;

/// <summary>Random histories of a store, checked step by step against a ledger of all attempts.</summary>
/// <remarks>
/// The ledger only knows each attempt's amounts and when it was reserved. What a scope holds is summed up anew after each step, so the
/// invariants are checked together with the equality of the ledger's sum and what is spent.
/// </remarks>
internal sealed class BudgetHistory(BudgetStoreUnderTest test)
{
    private const int Attempts = 12;

    private static readonly BudgetScope[] Scopes = [BudgetStoreUnderTest.Day("day", 100), BudgetStoreUnderTest.Hour("hour", 60)];

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (5, Gen.Select(Gen.Int[0, Attempts - 1], Gen.Int[1, 3], Gen.Long[0, 45]).Select((index, mask, amount) => new Step(Kind.Reserve, index, mask, amount))),
        (4, Gen.Select(Gen.Int[0, Attempts - 1], Gen.Long[0, 60]).Select((index, amount) => new Step(Kind.Settle, index, 0, amount))),
        (1, Gen.Int[0, Attempts - 1].Select(index => new Step(Kind.Release, index, 0, 0))),
        (1, Gen.Const(new Step(Kind.Expire, 0, 0, 0))),
        (2, Gen.Long[0, 40].Select(minutes => new Step(Kind.Wait, 0, 0, minutes))),
        (1, Gen.Long[600, 1500].Select(minutes => new Step(Kind.Wait, 0, 0, minutes))));

    private readonly Dictionary<int, Entry> _open = [];
    private readonly List<Entry> _ledger = [];

    private enum Kind
    {
        Reserve,
        Settle,
        Release,
        Expire,
        Wait,
    }

    public static Task CheckAsync(Func<ValueTask<BudgetStoreUnderTest>> create, int histories) =>
        Steps.Array[1, 40].SampleAsync(
            async steps =>
            {
                await using BudgetStoreUnderTest test = await create();
                var history = new BudgetHistory(test);
                foreach (Step step in steps)
                {
                    await history.DoAsync(step);
                    await history.CheckAsync();
                }
            },
            iter: histories,
            threads: 1);

    private Task DoAsync(Step step) => step.Kind switch
    {
        Kind.Reserve => ReserveAsync(step),
        Kind.Settle => SettleAsync(step.Index, step.Amount),
        Kind.Release => SettleAsync(step.Index, 0),
        Kind.Expire => ExpireAsync(),
        _ => WaitAsync(step.Amount),
    };

    private async Task ReserveAsync(Step step)
    {
        if (_open.ContainsKey(step.Index))
        {
            return;
        }

        ImmutableArray<BudgetScope> scopes = [.. Scopes.Where((_, i) => (step.Mask & (1 << i)) != 0)];
        bool fits = scopes.All(scope => Sum(scope).Spent + Sum(scope).Reserved + step.Amount <= scope.Limit);
        var entry = new Entry(Guid.NewGuid(), step.Amount, test.Time.GetUtcNow(), scopes);

        Assert.Equal(fits, (await test.ReserveAsync(entry.Id, step.Amount, scopes)).IsGranted);
        if (fits)
        {
            _open[step.Index] = entry;
            _ledger.Add(entry);
        }
    }

    private async Task SettleAsync(int index, long amount)
    {
        if (_open.Remove(index, out Entry? entry))
        {
            entry.Charged = amount;
            Assert.Equal(new BudgetSettlement(true, entry.Amount, amount), await test.Store.SettleAsync(entry.Id, amount));
        }
    }

    private async Task ExpireAsync()
    {
        DateTimeOffset now = test.Time.GetUtcNow();
        int[] due = [.. _open.Where(open => open.Value.At + BudgetStoreUnderTest.Lease <= now).Select(open => open.Key)];
        IReadOnlyList<OverdueReservation> overdue = await test.Store.GetOverdueAsync(Attempts);

        Assert.Equal(due.Select(index => _open[index].Id).Order(), overdue.Select(reservation => reservation.AttemptId).Order());
        foreach (int index in due)
        {
            await SettleAsync(index, _open[index].Amount);
        }
    }

    private Task WaitAsync(long minutes)
    {
        test.Time.Advance(TimeSpan.FromMinutes(minutes));
        return Task.CompletedTask;
    }

    private async Task CheckAsync()
    {
        foreach (BudgetScope scope in Scopes)
        {
            BudgetBalance balance = await test.Store.GetBalanceAsync(scope);
            (long spent, long reserved, long overrun) = Sum(scope);
            Assert.Equal((spent, reserved, overrun), (balance.Spent, balance.Reserved, balance.Overrun));
            Assert.True(balance.Reserved >= 0);
            Assert.True(balance.Spent + balance.Reserved <= scope.Limit || balance.Overrun > 0);
        }
    }

    private (long Spent, long Reserved, long Overrun) Sum(BudgetScope scope)
    {
        long from = scope.Window.At(test.Time.GetUtcNow()).From;
        Entry[] entries = [.. _ledger.Where(entry => entry.Scopes.Contains(scope) && scope.Window.At(entry.At).Bucket >= from)];
        return (
            entries.Sum(entry => entry.Charged ?? 0),
            entries.Where(entry => entry.Charged is null).Sum(entry => entry.Amount),
            entries.Sum(entry => Math.Max(0, (entry.Charged ?? 0) - entry.Amount)));
    }

    private sealed record Step(Kind Kind, int Index, int Mask, long Amount);

    private sealed record Entry(Guid Id, long Amount, DateTimeOffset At, ImmutableArray<BudgetScope> Scopes)
    {
        public long? Charged { get; set; }
    }
}
