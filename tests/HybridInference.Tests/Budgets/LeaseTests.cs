namespace HybridInference.Tests.Budgets;

public sealed class LeaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ExpiredLease.Spent, 60)]
    [InlineData(ExpiredLease.Released, 0)]
    public async Task Sweep_HolderIsGone_ChargesAsConfiguredAndWritesItDown(ExpiredLease expired, long charged)
    {
        var test = new TestBudget();
        test.Options.ExpiredLease = expired;
        AttemptReservation left = await test.ReserveAsync(TestBudget.Request(tenant: "acme"));
        test.Time.Advance(TimeSpan.FromHours(1));

        await test.Attempts.SweepAsync(Token);

        UsageRecord record = await test.RecordAsync(left);
        Assert.Equal((charged, 0), await test.SumsAsync());
        Assert.Equal(("acme", "remote", TestBudget.Model, charged), (record.Tenant, record.Target, record.Model, record.Cost!.Value));
        Assert.Equal([RoutingReasons.LeaseExpired], record.Reasons);
    }

    [Fact]
    public async Task Reserve_AMinuteLater_SweepsByItself()
    {
        var test = new TestBudget();
        test.Options.ExpiredLease = ExpiredLease.Released;
        test.Options.Lease = TimeSpan.FromSeconds(30);
        await test.ReserveAsync();
        test.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await test.ReserveAsync()).IsGranted);
        Assert.Equal((0, 60), await test.SumsAsync());
    }

    [Fact]
    public async Task Settle_AfterTheSweep_ChangesNothing()
    {
        var test = new TestBudget();
        AttemptReservation late = await test.ReserveAsync();
        test.Time.Advance(TimeSpan.FromHours(1));
        await test.Attempts.SweepAsync(Token);

        await test.Attempts.SettleAsync(late, new(AttemptOutcome.Completed, TestBudget.Usage(10)));

        Assert.Equal((60, 0), await test.SumsAsync());
        Assert.Equal(60, (await test.RecordAsync(late)).Cost);
    }

    [Fact]
    public async Task Sweep_RecordWasWrittenBeforeTheCrash_SettlesWhatItSays()
    {
        var test = new TestBudget();
        AttemptReservation reservation = await test.ReserveAsync();
        test.Store.Failure = new IOException("down");
        await test.Attempts.SettleAsync(reservation, new(AttemptOutcome.Completed, TestBudget.Usage(10)));
        test.Store.Failure = null;
        test.Time.Advance(TimeSpan.FromHours(1));

        await test.Attempts.SweepAsync(Token);

        Assert.Equal((10, 0), await test.SumsAsync());
        Assert.Equal(AttemptOutcome.Completed, (await test.RecordAsync(reservation)).Outcome);
    }

    [Fact]
    public async Task Sweep_MoreThanABatch_SettlesAll()
    {
        var test = new TestBudget(limit: 100_000);
        for (int i = 0; i < 250; i++)
        {
            await test.ReserveAsync();
        }

        test.Time.Advance(TimeSpan.FromHours(1));
        await test.Attempts.SweepAsync(Token);

        Assert.Equal((250 * 60, 0), await test.SumsAsync());
    }
}
