using System.Globalization;
using Spectre.Console;

namespace HybridInference.Tool;

/// <summary>Prints a table per group.</summary>
internal sealed class TableUsageReport(TextWriter output) : IUsageReport
{
    /// <summary>What the columns need, also where the output is a file of no width.</summary>
    private const int LeastWidth = 120;

    public void Write(IReadOnlyList<UsageSum> sums)
    {
        if (sums.Count == 0)
        {
            output.WriteLine("No attempts in this time.");
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, LeastWidth);
        foreach (IGrouping<string, UsageSum> group in sums.GroupBy(sum => sum.Group))
        {
            console.Write(TableOf(group));
        }
    }

    private static Table TableOf(IGrouping<string, UsageSum> group)
    {
        var table = new Table();
        table.AddColumn(new TableColumn(group.Key).NoWrap());
        foreach (string number in new[] { "attempts", "estimated", "unpriced", "tokens in", "tokens out", "spent", "saved" })
        {
            table.AddColumn(new TableColumn(number).RightAligned());
        }

        table.AddColumn("currency");
        foreach (UsageSum sum in group)
        {
            table.AddRow(
                Markup.Escape(sum.Key), Text(sum.Attempts), Text(sum.Estimated), Text(sum.Unpriced), Text(sum.InputTokens), Text(sum.OutputTokens),
                Text(sum.Spent), Text(sum.Saved), sum.Currency);
        }

        return table;
    }

    private static string Text(decimal number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);
}
