using HybridInference.Tests.Routing;
using Microsoft.Extensions.Logging;

namespace HybridInference.Tests.Budgets;

public sealed class StoreFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reserve_StoreFailsByDefault_DeniesRemoteOnly()
    {
        TestBudget test = Failing(BudgetStoreFailureMode.LocalOnly);

        Assert.Equal(RoutingReasons.BudgetStoreUnreachable, (await test.ReserveAsync()).Denial);
        Assert.True((await test.ReserveAsync(target: TestTargets.Local)).IsGranted);
        Assert.Equal(["remote"], await DeniedAsync(test));
    }

    [Fact]
    public async Task Reserve_FailOpen_GoesOnAndIsStillRecorded()
    {
        TestBudget test = Failing(BudgetStoreFailureMode.FailOpen);

        AttemptReservation reservation = await test.ReserveAsync();
        await test.Attempts.SettleAsync(reservation, new(AttemptOutcome.Completed, TestBudget.Usage(25)));

        Assert.True(reservation is { IsGranted: true, IsHeld: false });
        Assert.Equal(25, (await test.RecordAsync(reservation)).Cost);
        Assert.Empty(await DeniedAsync(test));
    }

    [Fact]
    public async Task Reserve_FailClosed_ThrowsAndDeniesEverything()
    {
        TestBudget test = Failing(BudgetStoreFailureMode.FailClosed);

        await Assert.ThrowsAsync<BudgetStoreException>(async () => await test.ReserveAsync());
        Assert.Equal(["local", "remote"], await DeniedAsync(test));
    }

    [Fact]
    public async Task Reserve_StoreHangs_EndsInTime()
    {
        var test = new TestBudget();
        test.Store.Hangs = true;
        Task<AttemptReservation> reservation = test.ReserveAsync().AsTask();

        while (!reservation.IsCompleted)
        {
            test.Time.Advance(test.Options.StoreTimeout);
            await Task.Yield();
        }

        Assert.Equal(RoutingReasons.BudgetStoreUnreachable, (await reservation).Denial);
    }

    [Fact]
    public async Task Reserve_CallerCancels_IsNotTakenForAFailure()
    {
        var test = new TestBudget();
        test.Store.Hangs = true;
        using var cancellation = new CancellationTokenSource();
        Task<AttemptReservation> reservation = test.Attempts.ReserveAsync(TestTargets.Remote, TestBudget.Request(), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reservation);
    }

    [Fact]
    public async Task Settle_LedgerFails_StillSettlesAndLogsAnErrorWithoutItsMessage()
    {
        var test = new TestBudget();
        var attempts = new AttemptBudget(test.Options, test.Store, new BrokenLedger(), test.Time, new Microsoft.Extensions.Logging.Testing.FakeLogger(test.Logs));
        AttemptReservation reservation = await attempts.ReserveAsync(TestTargets.Remote, TestBudget.Request(), Token);

        await attempts.SettleAsync(reservation, new(AttemptOutcome.Completed, TestBudget.Usage(25)));

        Assert.Equal((25, 0), await test.SumsAsync());
        Assert.Equal(LogLevel.Error, test.Logs.LatestRecord.Level);
        Assert.DoesNotContain(BrokenLedger.Secret, test.Logs.LatestRecord.Message);
    }

    private static TestBudget Failing(BudgetStoreFailureMode mode)
    {
        var test = new TestBudget();
        test.Options.StoreFailureMode = mode;
        test.Store.Failure = new IOException("down");
        return test;
    }

    private static async Task<string[]> DeniedAsync(TestBudget test)
    {
        RoutingVerdict verdict = await test.Policy().EvaluateAsync(TestBudget.Request(), Token);
        Assert.All(verdict.Denials, denial => Assert.Equal(RoutingReasons.BudgetStoreUnreachable, denial.Reason));
        return [.. verdict.Denials.Select(denial => denial.Target)];
    }

    private sealed class BrokenLedger : IUsageLedger
    {
        public const string Secret = "what the ledger said";

        public ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default) => throw new IOException(Secret);

        public ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default) => throw new IOException(Secret);

        public IAsyncEnumerable<UsageRecord> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
            throw new IOException(Secret);
    }
}
