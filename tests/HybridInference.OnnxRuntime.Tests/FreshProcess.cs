using EndToEnd.Tests;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Runs a test in a process of its own, for what depends on being the first.</summary>
internal static class FreshProcess
{
    /// <summary>Runs one test, and gives what the runner printed if it failed, was skipped or did not run.</summary>
    public static async Task<string> RunAsync(Type type, string test)
    {
        ChildProcess child = await ChildProcess.RunAsync(
            "dotnet", [typeof(FreshProcess).Assembly.Location, "-noColor", "-method", $"{type.FullName}.{test}"]);
        return child.Output.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", StringComparison.Ordinal) ? "" : child.Output + child.Error;
    }
}
