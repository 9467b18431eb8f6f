using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.TestUtils;

/// <summary>An empty store with a clock of its own, and what tests ask of it.</summary>
public sealed class BudgetStoreUnderTest(IBudgetStore store, FakeTimeProvider time, Func<ValueTask> dispose) : IAsyncDisposable
{
    /// <summary>The day on which tests begin: at noon, in the middle of a month.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public IBudgetStore Store { get; } = store;

    public FakeTimeProvider Time { get; } = time;

    public static BudgetScope Day(string key, long limit) => new(key, limit, BudgetWindow.Daily(TimeZoneInfo.Utc));

    public static BudgetScope Hour(string key, long limit) => new(key, limit, BudgetWindow.Rolling(TimeSpan.FromHours(1)));

    public ValueTask<BudgetReservation> ReserveAsync(Guid attempt, long amount, params ImmutableArray<BudgetScope> scopes) =>
        Store.ReserveAsync(new(attempt, scopes, amount, Lease, new("acme", "remote", "gpt-test")));

    /// <summary>Reserves an amount that fits.</summary>
    public async Task<Guid> HoldAsync(long amount, params ImmutableArray<BudgetScope> scopes)
    {
        var attempt = Guid.NewGuid();
        BudgetReservation reservation = await ReserveAsync(attempt, amount, scopes);
        Xunit.Assert.True(reservation.IsGranted);
        return attempt;
    }

    public async Task<(long Spent, long Reserved)> SumsAsync(BudgetScope scope)
    {
        BudgetBalance balance = await Store.GetBalanceAsync(scope);
        return (balance.Spent, balance.Reserved);
    }

    public ValueTask DisposeAsync() => dispose();
}
