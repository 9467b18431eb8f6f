using System.Diagnostics;
using System.Globalization;

namespace HybridInference.BudgetWorker;

/// <summary>This program as a process of its own.</summary>
public sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "HybridInference.BudgetWorker.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>Starts processes that all make requests at the same time.</summary>
    /// <param name="store"><c>sqlite</c> or <c>redis</c>.</param>
    /// <param name="place">The file, and the server of Redis behind a comma.</param>
    /// <param name="processes">How many processes.</param>
    /// <param name="requests">How many requests each of them makes at once.</param>
    /// <param name="fitting">How many requests fit under the budget.</param>
    /// <returns>How many requests each of them could send.</returns>
    public static async Task<int[]> RaceAsync(string store, string place, int processes, int requests, int fitting)
    {
        string limit = Text(fitting * WorkerBudget.MaxOutputTokens);
        WorkerProcess[] racers = [.. Enumerable.Range(0, processes).Select(_ => new WorkerProcess("race", store, place, Text(requests), limit))];
        try
        {
            await Task.WhenAll(racers.Select(racer => racer.ReadLineAsync()));
            return await Task.WhenAll(racers.Select(racer => racer.GoAsync()));
        }
        finally
        {
            Array.ForEach(racers, racer => racer.Dispose());
        }
    }

    /// <summary>Kills the process if it still runs.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    internal static WorkerProcess Stream(WorkerPlace place, int limit) => new("stream", place.Store, place.ToString(), Text(limit));

    internal async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process ended before it printed what was expected.");

    /// <summary>Kills the process as a crash would, and returns the whole lines that it had printed.</summary>
    internal async Task<string[]> KillAsync()
    {
        _process.Kill();
        string output = await _process.StandardOutput.ReadToEndAsync();
        return output[..(output.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<int> GoAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        return int.Parse(await ReadLineAsync(), CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
