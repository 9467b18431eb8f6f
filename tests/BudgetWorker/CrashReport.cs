using System.Globalization;

namespace HybridInference.BudgetWorker;

/// <summary>Compares what a killed process had said to be settled with what is found after it.</summary>
internal sealed class CrashReport(WorkerPlace place)
{
    private int _settled;
    private int _missing;
    private int _passed;

    public WorkerPlace Place => place;

    /// <param name="lines">What the process printed: a settled attempt and its tokens in each line.</param>
    /// <param name="limit">The limit that it had.</param>
    public async Task AddAsync(string[] lines, long limit)
    {
        IBudgetStore store = place.OpenStore();
        using (store as IDisposable)
        {
            using var ledger = place.OpenLedger();
            foreach (string[] words in lines.Select(line => line.Split(' ')))
            {
                var attempt = Guid.Parse(words[1]);
                UsageRecord? record = await ledger.FindAsync(attempt);
                bool isSettled = !(await store.SettleAsync(attempt, null)).IsApplied;
                _settled++;
                _missing += isSettled && record?.Cost == long.Parse(words[2], CultureInfo.InvariantCulture) ? 0 : 1;
            }

            BudgetBalance balance = await store.GetBalanceAsync(new WorkerBudget(store, ledger, limit).Scope);
            _passed += balance.Used <= limit ? 0 : 1;
        }
    }

    /// <summary>Settles what the killed processes left behind, and prints the figures.</summary>
    /// <returns>Whether all of them are as they have to be.</returns>
    public async Task<bool> FinishAsync(int kills, long limit)
    {
        IBudgetStore store = place.OpenStore();
        using (store as IDisposable)
        {
            using var ledger = place.OpenLedger();
            var budget = new WorkerBudget(store, ledger, limit);
            await budget.SweepAsync();
            BudgetBalance balance = await store.GetBalanceAsync(budget.Scope);
            UsageRecord[] records = [.. ledger.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ToBlockingEnumerable()];
            long sum = records.Sum(record => record.Cost ?? 0);
            int expired = records.Count(record => record.Reasons.Contains(RoutingReasons.LeaseExpired));
            Console.WriteLine(
                $"{place.Store}: kills {kills}, settled {_settled}, missing {_missing}, expired {expired}, spent {balance.Spent}, reserved {balance.Reserved}, "
                + $"ledger {sum}, limit {limit}, limit passed {_passed} times");
            return _missing == 0 && _passed == 0 && _settled > 0 && balance.Spent == sum && balance.Reserved == 0 && balance.Spent <= limit;
        }
    }
}
