using System.Globalization;
using Spectre.Console;

namespace HybridInference.Samples.QuickStart;

/// <summary>Prints each prompt, its answer as it streams, and where it ran.</summary>
internal sealed class ConsoleReport(bool isSimulated) : IReport
{
    public void Begin(DemoPrompt prompt)
    {
        AnsiConsole.Write(new Rule(Markup.Escape(prompt.Title)).LeftJustified());
        AnsiConsole.MarkupLineInterpolated($"[grey]{prompt.Text}[/]");
    }

    public void Append(string text) => AnsiConsole.Write(text);

    public void End(PromptResult result)
    {
        string target = result.Target == "remote" && isSimulated ? "remote (simulated)" : result.Target;
        string reasons = string.Join(", ", result.Reasons);
        string first = result.MillisToFirstToken.ToString("F0", CultureInfo.InvariantCulture);
        string speed = result.TokensPerSecond.ToString("F0", CultureInfo.InvariantCulture);
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[green]{target}[/] because {reasons}; first token after {first} ms, {speed} tokens/s");
        AnsiConsole.WriteLine();
    }
}
