using System.Diagnostics;
using System.Globalization;
using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>Loads a folder in processes of their own, and prints how long it takes and how much memory it leaves.</summary>
internal static class LoadReport
{
    private static readonly string[] Ways = ["published", "rewritten", "cached", "cached", "cached"];

    public static void Run(SyntheticFolder folder)
    {
        foreach (string way in Ways)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["engine-load", folder.Path, way]) { RedirectStandardOutput = true })!;
            Console.Write(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
        }
    }

    /// <summary>Loads a folder in this process, with its tokenizer left out, and prints the figures.</summary>
    public static void LoadHere(string path, string way)
    {
        var settings = new EngineSettings(
            Rewrites: way == "published" ? GraphRewrites.None : GraphRewrites.All,
            OptimizedModelFolder: way == "cached" ? Path.Combine(path, "cache") : null);
        long start = Stopwatch.GetTimestamp();
        using DecoderModel model = DecoderModel.Load(ModelFolder.Open(path), settings, CancellationToken.None);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        string state = model.IsCached ? "from the cache" : "into memory";
        Console.WriteLine($"| load, {way} | {state} | {elapsed.TotalMilliseconds:F0} ms | {Read("VmRSS")} MB resident | {Read("RssAnon")} MB not from files | {Read("VmHWM")} MB at most |");
        foreach (string warning in model.Warnings)
        {
            Console.WriteLine(warning);
        }
    }

    /// <summary>Reads a figure of the process, in megabytes, where the system tells it.</summary>
    private static long Read(string name)
    {
        string? line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.Split(' ', '\t').First(part => part.Length > 0 && char.IsAsciiDigit(part[0])), CultureInfo.InvariantCulture) / 1024;
    }
}
