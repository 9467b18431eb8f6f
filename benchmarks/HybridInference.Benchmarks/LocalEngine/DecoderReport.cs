using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>Runs several decoders in turns, so that what disturbs one disturbs the others, and prints their times side by side.</summary>
internal sealed class DecoderReport(IReadOnlyList<IMeasuredDecoder> decoders)
{
    private const int Steps = 32;

    public void Run(int rounds, int[] prompts, int[] contexts)
    {
        foreach (int prompt in prompts)
        {
            int[] tokens = Prompts.Create(prompt);
            Print($"prefill {prompt}", rounds, decoder => [decoder.Prefill(tokens)], prompt);
        }

        foreach (int context in contexts)
        {
            Print($"decode at {context}", rounds, decoder => decoder.Decode(context, Steps), 1);
        }
    }

    private void Print(string title, int rounds, Func<IMeasuredDecoder, TimeSpan[]> measure, int tokens)
    {
        Dictionary<string, List<TimeSpan>> times = decoders.ToDictionary(decoder => decoder.Name, _ => new List<TimeSpan>());
        for (int round = -1; round < rounds; round++)
        {
            foreach (IMeasuredDecoder decoder in decoders)
            {
                TimeSpan cpu = Environment.CpuUsage.TotalTime;
                TimeSpan[] taken = measure(decoder);
                cpu = Environment.CpuUsage.TotalTime - cpu;
                if (Environment.GetEnvironmentVariable("CPU") is not null) { taken = [cpu / taken.Length]; }
                times[decoder.Name].AddRange(round < 0 ? [] : taken);
            }
        }

        StepTimes first = new(times[decoders[0].Name]);
        foreach ((string name, List<TimeSpan> all) in times)
        {
            var steps = new StepTimes(all);
            Console.WriteLine($"{title,-16} {name,-36} {steps}, {tokens / steps.Median.TotalSeconds,7:F1} tokens/s, "
                + $"{first.Median / steps.Median,5:F2}x and {first.Fast / steps.Fast,5:F2}x {decoders[0].Name}");
        }
    }
}
