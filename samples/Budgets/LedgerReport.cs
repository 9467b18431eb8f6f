using System.Globalization;
using Spectre.Console;

namespace HybridInference.Samples.Budgets;

/// <summary>What the ledger says about each tenant.</summary>
internal static class LedgerReport
{
    public static async Task PrintAsync(IUsageLedger ledger)
    {
        DateTimeOffset today = DateTimeOffset.UtcNow.Date;
        List<UsageRecord> records = await ledger.ReadAsync(today, today.AddDays(1)).ToListAsync();
        Table table = new Table().AddColumns("tenant", "remote calls", "local calls", "spent", "saved");
        foreach (IGrouping<string, UsageRecord> tenant in records.GroupBy(record => record.Tenant))
        {
            table.AddRow(
                tenant.Key,
                Count(tenant, TargetLocation.Remote),
                Count(tenant, TargetLocation.Local),
                new Money(tenant.Sum(record => record.Cost ?? 0), "USD").ToString(),
                new Money(tenant.Sum(record => record.Saved ?? 0), "USD").ToString());
        }

        AnsiConsole.Write(table);
    }

    private static string Count(IEnumerable<UsageRecord> records, TargetLocation location) =>
        records.Count(record => record.Location == location).ToString(CultureInfo.InvariantCulture);
}
