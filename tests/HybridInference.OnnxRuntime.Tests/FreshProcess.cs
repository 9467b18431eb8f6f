using System.Diagnostics;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Runs a test in a process of its own, for what depends on being the first or the only one. The test has to be explicit.</summary>
internal static class FreshProcess
{
    /// <summary>Runs a test, and gives what the runner printed if it failed, was skipped or did not run.</summary>
    public static async Task<string> RunAsync(string test)
    {
        var start = new ProcessStartInfo(
            "dotnet", [typeof(FreshProcess).Assembly.Location, "-noColor", "-explicit", "only", "-method", $"*{test}"])
        { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", StringComparison.Ordinal) ? "" : output;
    }
}
