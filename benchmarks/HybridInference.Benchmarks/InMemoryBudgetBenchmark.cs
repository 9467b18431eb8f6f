using BenchmarkDotNet.Attributes;

namespace HybridInference.Benchmarks;

/// <summary>What it costs to reserve and settle in memory, under one limit and under four.</summary>
[MemoryDiagnoser]
public class InMemoryBudgetBenchmark
{
    private readonly InMemoryBudgetStore _store = new();
    private BudgetRequest _request;

    [Params(1, 4)]
    public int Scopes { get; set; }

    [GlobalSetup]
    public void SetUp() => _request = new(
        Guid.NewGuid(),
        [.. Enumerable.Range(0, Scopes).Select(i => new BudgetScope($"scope{i}", 1_000_000, BudgetWindow.Monthly(TimeZoneInfo.Utc)))],
        100,
        TimeSpan.FromMinutes(10));

    [Benchmark]
    public long ReserveAndSettle()
    {
        bool isGranted = _store.ReserveAsync(_request).Result.IsGranted;
        return isGranted ? _store.SettleAsync(_request.AttemptId, 0).Result.Reserved : throw new InvalidOperationException("The budget is exhausted.");
    }
}
