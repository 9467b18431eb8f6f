using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>How long does one run over several tokens take on the shape of SmolLM2-135M: what drafts cost?</summary>
internal static class RunReport
{
    private const int Context = 256;
    private const int Chunk = 128;
    private const int RunsPerRound = 4;

    private static readonly int[] Counts = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16];

    public static void Run(int rounds)
    {
        using var folder = new SyntheticFolder(ModelShape.SmolLm2);
        Console.WriteLine($"one run at context {Context}, {RunsPerRound * rounds} times, in turns: 10th percentile, ms (median)");
        Console.WriteLine($"| tokens | {string.Join(" | ", Counts)} |");
        for (int threads = Environment.ProcessorCount; threads > 0; threads /= 2)
        {
            Dictionary<int, List<TimeSpan>> times = Measure(folder.Path, threads, rounds);
            IEnumerable<string> cells = Counts.Select(count => Format(new StepTimes(times[count])));
            Console.WriteLine($"| {threads} threads | {string.Join(" | ", cells)} |");
        }
    }

    private static Dictionary<int, List<TimeSpan>> Measure(string path, int threads, int rounds)
    {
        using DecoderModel model = DecoderModel.Load(ModelFolder.Open(path), new EngineSettings(IntraOpThreads: threads, AllowSpinning: false), CancellationToken.None);
        using var run = new DecoderRun(model, CancellationToken.None);
        using var sequence = new DecoderSequence(model);
        sequence.Expect(Context + Counts[^1], Context + Counts[^1] + 1);
        foreach (int[] part in Prompts.Create(Context).Chunk(Chunk))
        {
            sequence.Append(part, run);
        }

        var times = Counts.ToDictionary(count => count, _ => new List<TimeSpan>());
        for (int round = 0; round <= rounds; round++)
        {
            foreach (int count in Counts)
            {
                // The first round warms up.
                times[count].AddRange(Measure(sequence, run, count).Take(round == 0 ? 0 : RunsPerRound));
            }
        }

        return times;
    }

    private static List<TimeSpan> Measure(DecoderSequence sequence, DecoderRun run, int count)
    {
        var times = new List<TimeSpan>();
        for (int i = 0; i < RunsPerRound; i++)
        {
            long start = Stopwatch.GetTimestamp();
            sequence.Append(Prompts.Create(count), run, wantedRows: count);
            for (int row = 0; row < count; row++)
            {
                _ = TensorPrimitives.IndexOfMax<float>(sequence.LogitsFromEnd(row));
            }

            times.Add(Stopwatch.GetElapsedTime(start));
            sequence.Truncate(Context);
        }

        return times;
    }

    private static string Format(StepTimes times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.Fast.TotalMilliseconds:F1} ({times.Median.TotalMilliseconds:F1})");
}
