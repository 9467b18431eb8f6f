using System.Diagnostics.Metrics;
using HybridInference.TestUtils;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace HybridInference.Tests.Budgets;

public sealed class MeteredUsageLedgerTests : UsageLedgerContract, IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private IMeterFactory Meters => _provider.GetRequiredService<IMeterFactory>();

    public void Dispose() => _provider.Dispose();

    [Fact]
    public async Task Record_WrittenTwice_IsMeasuredOnce()
    {
        using var cost = new MetricCollector<double>(Meters, "HybridInference", "hybrid_inference.cost");
        using var saved = new MetricCollector<double>(Meters, "HybridInference", "hybrid_inference.saved");
        using var tokens = new MetricCollector<long>(Meters, "HybridInference", "hybrid_inference.tokens");
        IUsageLedger ledger = Create();
        UsageRecord record = new(Guid.NewGuid(), BudgetStoreUnderTest.Start, "acme", "remote", TargetLocation.Remote, AttemptOutcome.Truncated)
        {
            Model = "gpt-test",
            Usage = new(10, 5),
            Cost = 2_500_000,
            Saved = 1_000_000,
            Currency = "EUR",
        };

        await ledger.RecordAsync(record, TestContext.Current.CancellationToken);
        await ledger.RecordAsync(record, TestContext.Current.CancellationToken);

        CollectedMeasurement<double> measured = Assert.Single(cost.GetMeasurementSnapshot());
        Assert.Equal(2.5, measured.Value);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["hybrid_inference.target"] = "remote",
                ["hybrid_inference.model"] = "gpt-test",
                ["hybrid_inference.outcome"] = "Truncated",
                ["hybrid_inference.currency"] = "EUR",
            },
            measured.Tags);
        Assert.Equal(1, Assert.Single(saved.GetMeasurementSnapshot()).Value);
        Assert.Equal(
            [(10L, "input"), (5L, "output")],
            tokens.GetMeasurementSnapshot().Select(count => (count.Value, (string)count.Tags["hybrid_inference.direction"]!)));
    }

    protected override IUsageLedger Create() => new MeteredUsageLedger(new InMemoryUsageLedger(), Meters);
}
