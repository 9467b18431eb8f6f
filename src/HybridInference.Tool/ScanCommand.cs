using System.CommandLine;

namespace HybridInference.Tool;

/// <summary>The command <c>hybrid scan</c>: finds private data in files, or in rows of JSON from standard input.</summary>
internal static class ScanCommand
{
    /// <summary>What the process returns when something was found, so that it serves as a check before a commit.</summary>
    public const int Found = 1;

    private const int CannotRead = 2;

    public static RootCommand CreateRoot() => new("Finds private data, reports what was spent, and tells what this machine can run.")
    {
        Create(), ReportCommand.Create(), ProbeCommand.Create(), BenchCommand.Create(),
    };

    private static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "The files to scan.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Prints the findings as JSON." };
        var jsonLines = new Option<bool>("--jsonl") { Description = "Reads rows {\"text\": ...} from standard input and prints {\"spans\": [...]} for each." };
        var show = new Option<bool>("--show") { Description = "Prints the values too." };
        var minScore = new Option<double>("--min-score")
        {
            Description = "The least score that counts in files.",
            DefaultValueFactory = _ => PiiMatch.RoutingThreshold,
        };
        var command = new Command("scan", "Finds private data. Returns 1 when there is any.") { files, json, jsonLines, show, minScore };
        command.SetAction(result =>
        {
            TextWriter output = result.InvocationConfiguration.Output;
            return result.GetValue(jsonLines)
                ? JsonLinesScan.Run(Console.In, output)
                : ScanFiles(result.GetValue(files) ?? [], result.GetValue(minScore), CreateReport(output, result.GetValue(json), result.GetValue(show)), result.InvocationConfiguration.Error);
        });
        return command;
    }

    private static IFindingReport CreateReport(TextWriter output, bool json, bool show) =>
        json ? new JsonReport(output, show) : new TableReport(output, show);

    private static int ScanFiles(FileInfo[] files, double minScore, IFindingReport report, TextWriter error)
    {
        try
        {
            List<Finding> findings = [.. files.SelectMany(file => FileScan.Run(file, minScore))];
            report.Write(findings);
            return findings.Count > 0 ? Found : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(exception.Message);
            return CannotRead;
        }
    }
}
