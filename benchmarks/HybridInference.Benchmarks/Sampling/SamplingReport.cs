using System.Diagnostics;
using System.Globalization;
using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks.Sampling;

/// <summary>Prints what it costs to choose a token out of 152,000, beside the same in LINQ, and what a form of the answer adds.</summary>
/// <remarks>All take turns, so that a busy machine slows all of them alike. The logits are copied before the clock starts.</remarks>
internal static class SamplingReport
{
    private const int WarmUp = 50;
    private const int LinqRounds = 30;

    private static readonly string[] Names = ["greedy", "top-k 50, top-p 0.95", "top-p 0.95", "min-p 0.05", "temperature 0.7"];

    /// <summary>Measures and prints.</summary>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="tokenizer">A folder with a tokenizer.json, for the forms of answers.</param>
    public static void Run(int rounds, string? tokenizer)
    {
        float[] source = SamplingLogits.Create();
        List<SamplingVariant> variants = [.. Names.SelectMany(name => Create(name))];
        float[] flat = [.. source.Select(logit => Math.Min(logit, 8))];
        var nucleus = new Sampler(SamplingLogits.Settings("top-p 0.95"), []);
        variants.Add(new SamplingVariant("top-p 0.95, flat logits", logits => nucleus.Next(logits)) { Logits = flat });
        if (tokenizer is not null)
        {
            variants.AddRange(ConstraintVariants.Create(tokenizer));
        }

        var times = variants.ToDictionary(variant => variant, _ => new List<TimeSpan>());
        var logits = new float[source.Length];
        for (int round = -WarmUp; round < rounds; round++)
        {
            foreach (SamplingVariant variant in variants.Where(variant => round < variant.MaxRounds))
            {
                (variant.Logits ?? source).CopyTo(logits, 0);
                long start = Stopwatch.GetTimestamp();
                variant.Choose(logits);
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                if (round >= 0)
                {
                    times[variant].Add(elapsed);
                }
            }
        }

        Console.WriteLine($"{"choosing one of 151,936 tokens",-44} {"times",6} {"p10 us",9} {"p50 us",9}");
        variants.ForEach(variant => Print(variant.Name, times[variant]));
    }

    private static SamplingVariant[] Create(string name)
    {
        SamplingSettings settings = SamplingLogits.Settings(name);
        var sampler = new Sampler(settings, []);
        return
        [
            new SamplingVariant($"{name}, LINQ", logits => LinqSampler.Next(logits, settings), LinqRounds),
            new SamplingVariant(name, logits => sampler.Next(logits)),
        ];
    }

    private static void Print(string name, List<TimeSpan> measured)
    {
        var times = new StepTimes(measured);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-44} {measured.Count,6} {times.Fast.TotalMicroseconds,9:0.0} {times.Median.TotalMicroseconds,9:0.0}"));
    }
}
