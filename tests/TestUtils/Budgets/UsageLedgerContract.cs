using Xunit;

namespace HybridInference.TestUtils;

/// <summary>What every usage ledger has to do. A test class per ledger derives from it.</summary>
public abstract class UsageLedgerContract
{
    private static readonly DateTimeOffset Start = BudgetStoreUnderTest.Start;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates an empty ledger; disposed at the end of the test when it can be.</summary>
    protected abstract IUsageLedger Create();

    [Fact]
    public async Task Record_EveryField_IsFoundAgain()
    {
        IUsageLedger ledger = Create();
        using var disposed = ledger as IDisposable;
        UsageRecord full = Record(Start) with
        {
            Model = "gpt-test",
            Usage = new(10, 5, 3, 2),
            IsEstimated = true,
            Cost = 42,
            Saved = 7,
            Currency = "EUR",
            Reasons = ["large_prompt", "failover"],
        };
        UsageRecord bare = Record(Start);

        Assert.True(await ledger.RecordAsync(full, Token));
        Assert.True(await ledger.RecordAsync(bare, Token));

        AssertEqual(full, await ledger.FindAsync(full.AttemptId, Token));
        AssertEqual(bare, await ledger.FindAsync(bare.AttemptId, Token));
        Assert.Null(await ledger.FindAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Record_SameAttemptTwice_KeepsTheFirst()
    {
        IUsageLedger ledger = Create();
        using var disposed = ledger as IDisposable;
        UsageRecord first = Record(Start) with { Cost = 1 };

        bool[] isNew = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await ledger.RecordAsync(first, Token))));

        Assert.Single(isNew, answer => answer);
        Assert.False(await ledger.RecordAsync(first with { Cost = 2 }, Token));
        Assert.Equal(1, (await ledger.FindAsync(first.AttemptId, Token))!.Cost);
    }

    [Fact]
    public async Task Read_Span_GivesItsRecordsInOrder()
    {
        IUsageLedger ledger = Create();
        using var disposed = ledger as IDisposable;
        foreach (int minute in new[] { 3, 1, 0, 2 })
        {
            await ledger.RecordAsync(Record(Start.AddMinutes(minute)), Token);
        }

        List<DateTimeOffset> moments = [];
        await foreach (UsageRecord record in ledger.ReadAsync(Start.AddMinutes(1), Start.AddMinutes(3), Token))
        {
            moments.Add(record.At);
        }

        Assert.Equal([Start.AddMinutes(1), Start.AddMinutes(2)], moments);
    }

    [Fact]
    public async Task Read_ManyAtOneMoment_GivesEachOnce()
    {
        const int Count = 1201;
        IUsageLedger ledger = Create();
        using var disposed = ledger as IDisposable;
        for (int i = 0; i < Count; i++)
        {
            await ledger.RecordAsync(Record(Start), Token);
        }

        HashSet<Guid> found = [];
        await foreach (UsageRecord record in ledger.ReadAsync(Start, Start.AddMinutes(1), Token))
        {
            Assert.True(found.Add(record.AttemptId));
        }

        Assert.Equal(Count, found.Count);
    }

    private static UsageRecord Record(DateTimeOffset at) =>
        new(Guid.NewGuid(), at, "acme", "remote", TargetLocation.Remote, AttemptOutcome.Completed);

    /// <summary>Compares lists by their items, which records do not.</summary>
    private static void AssertEqual(UsageRecord expected, UsageRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Reasons, actual.Reasons);
        Assert.Equal(expected, actual with { Reasons = expected.Reasons });
    }
}
