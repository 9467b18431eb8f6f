namespace HybridInference.Benchmarks;

/// <summary>Runs several decoders in turns, so that what disturbs one disturbs the others, and prints their times beside those of the first.</summary>
/// <param name="decoders">The decoders.</param>
/// <param name="only">A part of the titles of what is to be measured.</param>
internal sealed class DecoderReport(IReadOnlyList<IMeasuredDecoder> decoders, string only)
{
    private const int Steps = 32;

    /// <summary>The tokens that the prompts of a turn have together: short ones are repeated.</summary>
    private const int PromptTokens = 512;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public void Prefill(int length, int rounds)
    {
        int[] prompt = Prompts.Create(length);
        Print($"prefill {length}", rounds, decoder => [.. Enumerable.Range(0, Math.Max(1, PromptTokens / length)).Select(_ => decoder.Prefill(prompt))], length);
    }

    public void Decode(int context, int rounds) => Print($"decode at {context}", rounds, decoder => decoder.Decode(context, Steps), 1);

    /// <summary>Waits until no thread of the process is busy: those of a decoder that wait busily do so for a while after its last step, and would disturb the next one.</summary>
    private static void WaitForRest()
    {
        TimeSpan before;
        do
        {
            before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(Pause);
        }
        while (Environment.CpuUsage.TotalTime - before > Pause / 4);
    }

    private void Print(string title, int rounds, Func<IMeasuredDecoder, TimeSpan[]> measure, int tokens)
    {
        if (!title.Contains(only, StringComparison.Ordinal))
        {
            return;
        }

        List<TimeSpan>[] times = [.. decoders.Select(_ => new List<TimeSpan>())];
        List<TimeSpan>[] work = [.. decoders.Select(_ => new List<TimeSpan>())];

        // The round before the first warms up.
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < decoders.Count; i++)
            {
                WaitForRest();
                TimeSpan before = Environment.CpuUsage.TotalTime;
                TimeSpan[] taken = measure(decoders[i]);
                TimeSpan worked = (Environment.CpuUsage.TotalTime - before) / taken.Length;
                times[i].AddRange(round < 0 ? [] : taken);
                work[i].AddRange(round < 0 ? [] : [worked]);
            }
        }

        var first = new StepTimes(times[0]);
        for (int i = 0; i < decoders.Count; i++)
        {
            var steps = new StepTimes(times[i]);
            Console.WriteLine($"| {title} | {decoders[i].Name} | {steps.Median.TotalMilliseconds:F2} ms | {steps.Fast.TotalMilliseconds:F2} ms | "
                + $"{tokens / steps.Median.TotalSeconds:F0} | {first.Median / steps.Median:F2}x | {first.Fast / steps.Fast:F2}x | {new StepTimes(work[i]).Median.TotalMilliseconds:F2} ms |");
        }
    }
}
