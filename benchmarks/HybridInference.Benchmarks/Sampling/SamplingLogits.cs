using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks.Sampling;

/// <summary>Logits like those of a language model: most near zero, a few far above.</summary>
internal static class SamplingLogits
{
    public const int VocabularySize = 151_936;

    public static float[] Create()
    {
        var random = new Random(7);
        var logits = new float[VocabularySize];
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = (float)(2.5 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        for (int i = 0; i < 30; i++)
        {
            logits[random.Next(logits.Length)] = 12 + (8 * random.NextSingle());
        }

        return logits;
    }

    public static SamplingSettings Settings(string name) => name switch
    {
        "greedy" => SamplingSettings.Greedy,
        "top-k 50, top-p 0.95" => new SamplingSettings { Temperature = 0.7f, TopK = 50, TopP = 0.95f, Seed = 1 },
        "top-p 0.95" => new SamplingSettings { Temperature = 0.7f, TopP = 0.95f, Seed = 1 },
        "min-p 0.05" => new SamplingSettings { Temperature = 0.7f, MinP = 0.05f, Seed = 1 },
        _ => new SamplingSettings { Temperature = 0.7f, Seed = 1 },
    };
}
