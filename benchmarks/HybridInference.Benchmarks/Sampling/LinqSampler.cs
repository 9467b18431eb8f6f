using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks.Sampling;

/// <summary>The sampler as one would write it first.</summary>
internal static class LinqSampler
{
    private static readonly Random Random = new(1);

    public static int Next(float[] logits, SamplingSettings settings)
    {
        if (settings.IsGreedy)
        {
            return logits.Select((logit, token) => (logit, token)).MaxBy(pair => pair.logit).token;
        }

        double max = logits.Max();
        IEnumerable<(double Weight, int Token)> candidates = logits
            .Select((logit, token) => (Weight: Math.Exp((logit - max) / settings.Temperature), Token: token))
            .OrderByDescending(pair => pair.Weight);
        (double Weight, int Token)[] kept = [.. settings.TopK > 0 ? candidates.Take(settings.TopK) : candidates];
        double limit = settings.TopP * kept.Sum(pair => pair.Weight);
        double sum = 0;
        (double Weight, int Token)[] drawn =
        [
            .. kept.TakeWhile(pair =>
            {
                bool isKept = sum < limit && pair.Weight >= settings.MinP;
                sum += pair.Weight;
                return isKept;
            }),
        ];
        double target = Random.NextDouble() * drawn.Sum(pair => pair.Weight);
        return drawn.First(pair => (target -= pair.Weight) < 0).Token;
    }
}
