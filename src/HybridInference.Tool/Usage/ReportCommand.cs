using System.CommandLine;
using System.Globalization;
using HybridInference.Sqlite;

namespace HybridInference.Tool;

/// <summary>The command <c>hybrid report</c>: what was spent and saved, from a ledger in a SQLite file.</summary>
internal static class ReportCommand
{
    private const int CannotRead = 2;

    public static Command Create()
    {
        var ledger = new Argument<FileInfo>("ledger") { Description = "The SQLite file of the ledger." };
        var by = new Option<string[]>("--by") { Description = "What to sum up by. The default is day, tenant, model and reason." };
        by.AcceptOnlyFromAmong([.. UsageGrouping.All]);
        var from = new Option<DateTimeOffset>("--from") { Description = "The first day, in UTC.", CustomParser = ParseDay, DefaultValueFactory = _ => DateTimeOffset.MinValue };
        var to = new Option<DateTimeOffset>("--to") { Description = "The day after the last, in UTC.", CustomParser = ParseDay, DefaultValueFactory = _ => DateTimeOffset.MaxValue };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var csv = new Option<bool>("--csv") { Description = "Prints comma-separated values." };
        var chart = new Option<FileInfo>("--chart") { Description = "Also draws spending and savings per day into this PNG file." };
        var command = new Command("report", "Prints what was spent and saved.") { ledger, by, from, to, json, csv, chart };
        command.SetAction((result, cancellationToken) => RunAsync(
            new UsageQuery(result.GetRequiredValue(ledger), result.GetValue(from), result.GetValue(to), result.GetValue(by) is { Length: > 0 } groups ? groups : UsageGrouping.Default),
            CreateReport(result.InvocationConfiguration.Output, result.GetValue(json), result.GetValue(csv)),
            result.GetValue(chart),
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static IUsageReport CreateReport(TextWriter output, bool json, bool csv) =>
        json ? new JsonUsageReport(output) : csv ? new CsvUsageReport(output) : new TableUsageReport(output);

    private static DateTimeOffset ParseDay(System.CommandLine.Parsing.ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            argument.AddError($"'{text}' is not a day; write it as 2026-01-31.");
        }

        return new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
    }

    private static async Task<int> RunAsync(UsageQuery query, IUsageReport report, FileInfo? chart, TextWriter error, CancellationToken cancellationToken)
    {
        if (!query.Ledger.Exists)
        {
            error.WriteLine($"There is no file '{query.Ledger}'.");
            return CannotRead;
        }

        try
        {
            using var ledger = new SqliteUsageLedger(query.Ledger.FullName);
            UsageRecord[] records = await ledger.ReadAsync(query.From, query.To, cancellationToken).ToArrayAsync(cancellationToken).ConfigureAwait(false);
            report.Write([.. query.Groups.SelectMany(group => UsageGrouping.Sum(records, group))]);
            if (chart is not null)
            {
                SpendChart.Write(chart.FullName, [.. UsageGrouping.Sum(records, UsageGrouping.Day)]);
            }

            return 0;
        }
        catch (BudgetStoreException exception)
        {
            error.WriteLine(exception.Message);
            return CannotRead;
        }
    }

    private sealed record UsageQuery(FileInfo Ledger, DateTimeOffset From, DateTimeOffset To, string[] Groups);
}
