using System.Diagnostics;

namespace HybridInference.Benchmarks;

/// <summary>
/// How fast is the detector beside ten source-generated regular expressions, on a machine that does other things too? All lines take turns in
/// one process, a few milliseconds each, after the compiler has finished with them. Processor time is measured, and the fastest tenth of the turns counts.
/// </summary>
internal static class PiiSpeed
{
    private const int Length = 1_000_000;
    private const int ChunkLength = 4000;
    private const double Quantile = 0.1;
    private static readonly TimeSpan TurnLength = TimeSpan.FromMilliseconds(20);

    private static readonly List<PiiMatch> Matches = new(100_000);
    private static readonly List<PiiStreamMatch> StreamMatches = new(100_000);
    private static readonly PiiStreamScanner Scanner = new();

    private static readonly (string Name, Action<string> Run)[] Lines =
    [
        ("ten regexes", text => PiiRegexes.All.Sum(regex => regex.Count(text))),
        ("Detect", Detect),
        ("ContainsAny", text => PiiDetector.Default.ContainsAny(text, minScore: 2)),
        ("in chunks", DetectInChunks),
    ];

    /// <summary>Prints a row for each kind of text.</summary>
    /// <param name="seconds">How long each kind is measured, after as long a warm-up.</param>
    public static void Run(int seconds)
    {
        Console.WriteLine($"| million characters a second | {string.Join(" | ", Lines.Select(line => line.Name))} | Detect / regexes | us a text | allocated |");
        Console.WriteLine($"|---|{string.Concat(Lines.Select(_ => "---:|"))}---:|---:|---:|");
        Print("prose", [PiiProse.Write(Length)], seconds);
        Print("typographic", [PiiProse.Write(Length, isTypographic: true)], seconds);
        Print("code", [PiiCode.Write(Length)], seconds);
        Print("dense", [PiiRecords.Write(Length)], seconds);
        Print("prompts", PiiPrompts.Write(isPrivate: false), seconds);
        Print("private prompts", PiiPrompts.Write(isPrivate: true), seconds);
    }

    private static void Print(string name, string[] texts, int seconds)
    {
        _ = Measure(texts, seconds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Detect(texts[0]);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        double[] times = Measure(texts, seconds);
        double characters = texts.Average(text => text.Length);
        string speeds = string.Join(" | ", times.Select(time => $"{characters / time / 1e6:F0}"));
        Console.WriteLine($"| {name} | {speeds} | {times[0] / times[1]:F1} | {times[1] * 1e6:F1} | {allocated} B |");
    }

    /// <returns>The seconds that each line needs for a text.</returns>
    private static double[] Measure(string[] texts, int seconds)
    {
        List<double>[] turns = [.. Lines.Select(_ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            for (int line = 0; line < Lines.Length; line++)
            {
                turns[line].Add(Turn(Lines[line].Run, texts));
            }
        }

        return [.. turns.Select(times => times.Order().ElementAt((int)(times.Count * Quantile)))];
    }

    private static double Turn(Action<string> run, string[] texts)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan time;
        int count = 0;
        do
        {
            foreach (string text in texts)
            {
                run(text);
                count++;
            }

            time = Environment.CpuUsage.TotalTime - start;
        }
        while (time < TurnLength);
        return time.TotalSeconds / count;
    }

    private static void Detect(string text)
    {
        Matches.Clear();
        PiiDetector.Default.Detect(text, Matches);
    }

    private static void DetectInChunks(string text)
    {
        StreamMatches.Clear();
        for (int start = 0; start < text.Length; start += ChunkLength)
        {
            Scanner.Append(text.AsSpan(start, Math.Min(ChunkLength, text.Length - start)), StreamMatches);
        }

        Scanner.Complete(StreamMatches);
    }
}
