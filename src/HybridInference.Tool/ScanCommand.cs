using System.CommandLine;

namespace HybridInference.Tool;

/// <summary>The command <c>hybrid scan</c>: finds private data in files, or in rows of JSON from standard input.</summary>
internal static class ScanCommand
{
    /// <summary>What the process returns when something was found, so that it serves as a check before a commit.</summary>
    public const int Found = 1;

    /// <summary>What it returns when something could not be read, whatever was found elsewhere.</summary>
    public const int CannotRead = 2;

    private const string InputName = "-";

    public static RootCommand CreateRoot() => new("Finds private data, reports what was spent, and tells what this machine can run.")
    {
        Create(), ReportCommand.Create(), ProbeCommand.Create(), BenchCommand.Create(),
    };

    private static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "Files and folders to scan; - or none for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Prints the findings as JSON." };
        var jsonLines = new Option<bool>("--jsonl") { Description = "Reads rows {\"text\": ...} from standard input and prints {\"spans\": [...]} for each." };
        var show = new Option<bool>("--show") { Description = "Prints the values too." };
        var minScore = new Option<double>("--min-score")
        {
            Description = "The least score that counts in files.",
            DefaultValueFactory = _ => PiiMatch.RoutingThreshold,
        };
        minScore.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                option.AddError("--min-score is a number from 0 to 1, such as 0.5.");
            }
        });
        var command = new Command("scan", "Finds private data. Returns 1 when there is any.") { paths, json, jsonLines, show, minScore };
        command.SetAction(result =>
        {
            TextWriter output = result.InvocationConfiguration.Output, error = result.InvocationConfiguration.Error;
            string[] names = result.GetValue(paths) ?? [];
            bool isRows = result.GetValue(jsonLines);
            if (!HasInput(names, isRows, error))
            {
                return CannotRead;
            }

            return isRows
                ? JsonLinesScan.Run(Console.In, output)
                : Report(Scan(names, result.GetValue(minScore), error), CreateReport(output, result.GetValue(json), result.GetValue(show)));
        });
        return command;
    }

    private static IFindingReport CreateReport(TextWriter output, bool json, bool show) =>
        json ? new JsonReport(output, show) : new TableReport(output, show);

    /// <summary>Without paths, somebody at a keyboard has forgotten them.</summary>
    private static bool HasInput(string[] paths, bool isRows, TextWriter error)
    {
        if (paths.Length == 0 && !isRows && !Console.IsInputRedirected)
        {
            error.WriteLine("There is nothing to scan. Name files or folders, or give a text as standard input.");
            return false;
        }

        return true;
    }

    private static FindingCollector Scan(string[] paths, double minScore, TextWriter error)
    {
        var findings = new FindingCollector(minScore, error);
        foreach (string path in paths.DefaultIfEmpty(InputName))
        {
            Add(path, findings);
        }

        return findings;
    }

    private static void Add(string path, FindingCollector findings)
    {
        if (path == InputName)
        {
            using Stream input = Console.OpenStandardInput();
            findings.AddInput(input);
        }
        else
        {
            findings.AddPath(path);
        }
    }

    private static int Report(FindingCollector findings, IFindingReport report)
    {
        report.Write(findings.Findings);
        return findings.HasFailed ? CannotRead : findings.Findings.Count > 0 ? Found : 0;
    }
}
