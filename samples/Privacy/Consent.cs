using Spectre.Console;

namespace HybridInference.Samples.Privacy;

/// <summary>Asks the user whether a request may leave the device. Where nobody can be asked, the answer is no.</summary>
internal static class Consent
{
    public static bool Ask(ConsentRequest request)
    {
        string what = string.Join(", ", request.PrivateData.Select(finding => $"{finding.Count} x {finding.Category}"));
        string question = $"May {what} be sent to '{request.Target}'?";
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{question}[/] Nobody can be asked: no.");
            return false;
        }

        return AnsiConsole.Confirm(Markup.Escape(question), defaultValue: false);
    }
}
