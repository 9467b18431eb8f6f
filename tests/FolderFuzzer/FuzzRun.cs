using System.Diagnostics;

namespace HybridInference.FolderFuzzer;

/// <summary>Tries many damaged folders in processes of their own, starts a new one after each death, and sums up.</summary>
public sealed class FuzzRun
{
    private const int BatchSize = 500;
    private const long MostMegabytes = 1500;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, int> _outcomes = [];
    private readonly IReadOnlyList<string> _folders;
    private readonly TextWriter _output;
    private int _next;
    private string _current = "";
    private long _slowest;
    private long _largest;

    private FuzzRun(IReadOnlyList<string> folders, TextWriter output, int first)
    {
        _folders = folders;
        _output = output;
        _next = first;
    }

    /// <summary>Runs. Gives 0 when every file led to an answer or to an exception that names a file, in bounded time and memory.</summary>
    /// <param name="first">The first random seed; each file has one of its own.</param>
    /// <param name="count">The number of files.</param>
    /// <param name="folders">The folders that are damaged in turn.</param>
    /// <param name="output">Where findings and the sums go.</param>
    /// <returns>0, or 1 when there is a finding.</returns>
    public static int Start(int first, int count, IReadOnlyList<string> folders, TextWriter output)
    {
        var run = new FuzzRun(folders, output, first);
        while (run._next < first + count)
        {
            run.RunBatch(Math.Min(BatchSize, first + count - run._next));
        }

        return run.Report(count);
    }

    private void RunBatch(int count)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "HybridInference.FolderFuzzer.dll");
        var start = new ProcessStartInfo("dotnet", [program, "try", $"{_next}", $"{count}", .. _folders])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x30000000";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process worker = Process.Start(start)!;
        string error = "";
        worker.ErrorDataReceived += (_, line) => error = error.Length == 0 ? line.Data ?? "" : error;
        worker.BeginErrorReadLine();
        int end = _next + count;
        while (_next < end && Read(worker) is { } line)
        {
            Take(line);
        }

        worker.WaitForExit();
        if (_next < end)
        {
            Count($"DIED with {worker.ExitCode} at {_next}, after {_current}: {error}");
            _next++;
        }
    }

    /// <summary>Reads a line; null when the worker is dead, and it is killed when it is silent for too long.</summary>
    private static string? Read(Process worker)
    {
        Task<string?> line = worker.StandardOutput.ReadLineAsync();
        if (!line.Wait(Silence))
        {
            worker.Kill();
        }

        return line.GetAwaiter().GetResult();
    }

    private void Take(string line)
    {
        string[] words = line.Split(' ');
        if (words[0] == "begin")
        {
            _current = $"{words[1]} {_folders[int.Parse(words[1]) % _folders.Count]} {words[2]}";
        }
        else
        {
            Count(words[2] is "answered" or "refused" ? words[2] : $"{words[2]} e.g. {_current}");
            _slowest = Math.Max(_slowest, long.Parse(words[3]));
            _largest = Math.Max(_largest, long.Parse(words[4]));
            _next++;
        }
    }

    private void Count(string outcome)
    {
        if (outcome is not ("answered" or "refused"))
        {
            _output.WriteLine(outcome);
        }

        string key = outcome.Split(" e.g. ")[0];
        key = key.StartsWith("DIED", StringComparison.Ordinal) ? "died" : key;
        _outcomes[key] = _outcomes.GetValueOrDefault(key) + 1;
    }

    private int Report(int count)
    {
        foreach ((string outcome, int number) in _outcomes.OrderByDescending(outcome => outcome.Value))
        {
            _output.WriteLine($"{number,8} {outcome}");
        }

        _output.WriteLine($"files {count}, slowest {_slowest} ms, most memory {_largest} MiB");
        bool isGood = _outcomes.Keys.All(outcome => outcome is "answered" or "refused") && _largest <= MostMegabytes;
        return isGood ? 0 : 1;
    }
}
