using System.Diagnostics;
using System.Globalization;
using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>
/// What do drafts, joint runs, kept sequences and threads bring on the shape of SmolLM2-135M, and how fast does a cancelled prompt end on that
/// of Qwen2.5-0.5B? What is compared runs in turns, so that what disturbs one disturbs the other.
/// </summary>
internal sealed class SchedulingReport(ChainFolder folder, int rounds, int threads)
{
    private const int Answer = 80;

    /// <summary>The turns of two clients that are compared, for each round of the others: their difference is small.</summary>
    private const int TurnsPerRound = 8;

    /// <summary>Longer than what a busy process does to the client lasts.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(int rounds, int threads)
    {
        Console.WriteLine($"{threads} threads, {Environment.ProcessorCount} cores, {rounds} rounds; medians, and all rounds in brackets");
        using (var folder = new ChainFolder(ModelShape.SmolLm2))
        {
            var report = new SchedulingReport(folder, rounds, threads);
            await report.MeasureDraftsAsync().ConfigureAwait(false);
            await report.MeasureConcurrencyAsync().ConfigureAwait(false);
            await report.MeasureSecondTurnAsync().ConfigureAwait(false);
            await report.MeasureThreadsAsync().ConfigureAwait(false);
        }

        ModelShape half = ModelShape.SmolLm2 with { Layers = 24, Hidden = 896, Inner = 4864, Heads = 14, KvHeads = 2, Vocabulary = 151936 };
        using var large = new ChainFolder(half);
        await new SchedulingReport(large, rounds, threads).MeasureCancellationAsync().ConfigureAwait(false);
    }

    private async Task MeasureDraftsAsync()
    {
        using OnnxChatClient plain = Create(options => options.MaxDraftTokens = 0);
        using OnnxChatClient drafting = Create(_ => { });
        (string Name, Func<int, string> Prompt)[] texts =
        [
            ("copies its prompt, which differs in every 12th token", i => ChainFolder.TextWithEdits(282 + i, 12) + ChainFolder.Text(i, 5)),
            ("is always misled by its prompt", i => ChainFolder.MisleadingText(i) + ChainFolder.Text(i, 1)),
            ("has nothing to do with its prompt", i => ChainFolder.RandomText(256, i)),
        ];
        foreach ((string name, Func<int, string> prompt) in texts)
        {
            await CompareAsync($"drafts, answer {name}", plain, drafting, prompt).ConfigureAwait(false);
        }
    }

    /// <summary>Compares the tokens per second of two clients on the same prompts, in turns of which each begins every other one.</summary>
    private async Task CompareAsync(string name, OnnxChatClient one, OnnxChatClient other, Func<int, string> prompt)
    {
        var speeds = new List<(double One, double Other)>();
        bool isSame = true;
        for (int round = 0; round <= TurnsPerRound * rounds; round++)
        {
            bool isOneFirst = round % 2 == 0;
            TimedAnswer first = await TimedAnswer.GetAsync(isOneFirst ? one : other, prompt(round), Answer).ConfigureAwait(false);
            TimedAnswer second = await TimedAnswer.GetAsync(isOneFirst ? other : one, prompt(round), Answer).ConfigureAwait(false);
            isSame &= first.Text == second.Text;
            speeds.Add(isOneFirst ? (first.TokensPerSecond, second.TokensPerSecond) : (second.TokensPerSecond, first.TokensPerSecond));
        }

        // The first round warms up.
        speeds.RemoveAt(0);
        Print($"{name}: without", speeds.Select(pair => pair.One), "tokens/s");
        Print($"{name}: with", speeds.Select(pair => pair.Other), "tokens/s");
        Print($"{name}: ratio", speeds.Select(pair => pair.Other / pair.One), isSame ? "x, same answers" : "x, ANSWERS DIFFER");
        double undisturbed = Fast(speeds.Select(pair => pair.Other)) / Fast(speeds.Select(pair => pair.One));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: ratio of the 90th percentiles: {undisturbed:F2} x"));
    }

    /// <summary>Gets the 90th percentile of speeds: what there is when nothing disturbs it.</summary>
    private static double Fast(IEnumerable<double> speeds)
    {
        double[] all = [.. speeds.OrderDescending()];
        return all[all.Length / 10];
    }

    private async Task MeasureConcurrencyAsync()
    {
        using OnnxChatClient client = Create(options => options.MaxDraftTokens = 0);
        foreach (int count in (int[])[2, 4, 8])
        {
            var decoding = new List<double>();
            var whole = new List<double>();
            var cpu = new List<double>();
            for (int round = 0; round <= rounds; round++)
            {
                (double decode, double all, double byCpu) = await CompareTogetherAsync(client, count, seed: (100 * count) + (10 * round)).ConfigureAwait(false);
                decoding.Add(decode);
                whole.Add(all);
                cpu.Add(byCpu);
            }

            Print($"{count} requests at once, tokens/s of all beside one alone, decoding", decoding.Skip(1), "x");
            Print($"{count} requests at once, tokens by processor time of all beside one alone, decoding", cpu.Skip(1), "x");
            Print($"{count} requests at once, time of all one after the other beside together, prompts of 64 tokens included", whole.Skip(1), "x");
        }
    }

    private static async Task<(double Decoding, double Whole, double Cpu)> CompareTogetherAsync(OnnxChatClient client, int count, int seed)
    {
        long start = Stopwatch.GetTimestamp();
        var alone = new List<TimedAnswer>();
        for (int i = 0; i < count; i++)
        {
            alone.Add(await TimedAnswer.GetAsync(client, ChainFolder.RandomText(64, seed + i), Answer).ConfigureAwait(false));
        }

        TimeSpan inTurn = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        TimedAnswer[] together = await Task.WhenAll(
            Enumerable.Range(0, count).Select(i => TimedAnswer.GetAsync(client, '!' + ChainFolder.RandomText(63, seed + i), Answer))).ConfigureAwait(false);
        TimeSpan atOnce = Stopwatch.GetElapsedTime(start);
        TimedAnswer last = together.MaxBy(answer => answer.Times[0])!;
        TimedAnswer first = together.MinBy(answer => answer.Times[^1])!;
        int tokens = together.Sum(answer => answer.Times.Count(time => time > last.Times[0] && time <= first.Times[^1]));
        double speed = tokens / Stopwatch.GetElapsedTime(last.Times[0], first.Times[^1]).TotalSeconds;
        double cpuSpeed = tokens / (first.Cpu[^1] - last.Cpu[0]).TotalSeconds;
        return (speed / alone.Average(answer => answer.TokensPerSecond), inTurn / atOnce, cpuSpeed / alone.Average(answer => answer.TokensPerCpuSecond));
    }

    private async Task MeasureSecondTurnAsync()
    {
        using OnnxChatClient keeping = Create(_ => { });
        using OnnxChatClient forgetting = Create(options => options.MaxKeptSequences = 0);
        var ratios = new List<double>();
        var cpu = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            string prompt = ChainFolder.RandomText(1000, round);
            TimedAnswer first = await TimedAnswer.GetAsync(keeping, prompt, 32).ConfigureAwait(false);
            string next = prompt + first.Text + ChainFolder.RandomText(20, -round - 1);
            TimedAnswer second = await TimedAnswer.GetAsync(keeping, next, 8).ConfigureAwait(false);
            TimedAnswer full = await TimedAnswer.GetAsync(forgetting, next, 8).ConfigureAwait(false);
            ratios.Add(100 * (second.TimeToFirstToken / full.TimeToFirstToken));
            cpu.Add(100 * (second.CpuToFirstToken / full.CpuToFirstToken));
        }

        Print("second turn, 1,052 tokens, 20 of them new: time to first token beside a full prefill", ratios, "%");
        Print("second turn, processor time to first token beside a full prefill", cpu, "%");
    }

    private async Task MeasureThreadsAsync()
    {
        foreach ((int count, bool spins) in ((int, bool)[])[(threads, false), (threads, true), (1, false)])
        {
            using OnnxChatClient client = Create(options => (options.IntraOpThreads, options.AllowSpinning, options.MaxDraftTokens) = (count, spins, 0));
            var quiet = new List<double>();
            var busy = new List<double>();
            for (int round = 0; round <= rounds; round++)
            {
                await Task.Delay(Rest).ConfigureAwait(false);
                quiet.Add((await TimedAnswer.GetAsync(client, ChainFolder.RandomText(32, round), Answer).ConfigureAwait(false)).TokensPerSecond);
                using Process other = Process.Start("sh", ["-c", "while :; do :; done"]);
                busy.Add((await TimedAnswer.GetAsync(client, ChainFolder.RandomText(32, -round - 1), Answer).ConfigureAwait(false)).TokensPerSecond);
                other.Kill();
                await other.WaitForExitAsync().ConfigureAwait(false);
            }

            string name = $"{count} threads{(spins ? ", spinning" : "")}";
            Print($"{name}: quiet", quiet.Skip(1), "tokens/s");
            Print($"{name}: beside a busy process", busy.Skip(1), "tokens/s");
            Print($"{name}: busy beside quiet", busy.Zip(quiet, (one, other) => one / other).Skip(1), "x");
        }
    }

    private async Task MeasureCancellationAsync()
    {
        using OnnxChatClient client = Create(_ => { });
        await TimedAnswer.GetAsync(client, ChainFolder.RandomText(16, 1), 2).ConfigureAwait(false);
        var delays = new List<double>();
        for (int i = 0; i < 4 * rounds; i++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<TimedAnswer> answer = TimedAnswer.GetAsync(client, ChainFolder.RandomText(1500, i), 8, cancellation.Token);
            await Task.Delay(150 + (97 * i), CancellationToken.None).ConfigureAwait(false);
            long start = Stopwatch.GetTimestamp();
            await cancellation.CancelAsync().ConfigureAwait(false);
            await answer.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            delays.Add(answer.IsCanceled ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : double.NaN);
        }

        Print("Qwen2.5-0.5B shape, cancelled during a prompt of 1,500 tokens: until the caller knows", delays, "ms");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the longest: {delays.Max():F0} ms"));
    }

    private OnnxChatClient Create(Action<OnnxChatClientOptions> configure)
    {
        var options = new OnnxChatClientOptions { ModelPath = folder.Path, IntraOpThreads = threads };
        configure(options);
        return new OnnxChatClient(options);
    }

    private static void Print(string name, IEnumerable<double> values, string unit)
    {
        double[] all = [.. values];
        double median = all.Order().ElementAt(all.Length / 2);
        string list = string.Join(", ", all.Select(value => value.ToString("F2", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {median:F2} {unit} [{list}]"));
    }
}
