using System.Globalization;
using Spectre.Console;

namespace HybridInference.Tool;

/// <summary>Prints findings as a table, without the values unless they are asked for.</summary>
internal sealed class TableReport(TextWriter output, bool show) : IFindingReport
{
    /// <summary>No place of a finding is broken into lines where another program reads it.</summary>
    private const int WidthOfFiles = 10_000;

    public void Write(IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            output.WriteLine("No private data found.");
            return;
        }

        var table = new Table();
        table.AddColumns("Category", "Score", "Place");
        if (show)
        {
            table.AddColumn("Value");
        }

        foreach (Finding finding in findings)
        {
            table.AddRow([.. Cells(finding).Select(cell => Markup.Escape(Printable.Of(cell)))]);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Console.IsOutputRedirected ? WidthOfFiles : console.Profile.Width;
        console.Write(table);
    }

    private IEnumerable<string> Cells(Finding finding)
    {
        yield return finding.Category;
        yield return finding.Score.ToString("0.00", CultureInfo.InvariantCulture);
        yield return string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Line}:{finding.Column}");
        if (show)
        {
            yield return finding.Value;
        }
    }
}
