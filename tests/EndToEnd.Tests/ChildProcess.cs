using System.Diagnostics;

namespace EndToEnd.Tests;

/// <summary>A program run to its end, with what it printed.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    public static async Task<ChildProcess> RunAsync(string program, params IEnumerable<string> arguments)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("OPENAI_API_KEY");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, await output, await error);
    }
}
