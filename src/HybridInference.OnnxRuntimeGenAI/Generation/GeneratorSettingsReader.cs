using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Works out the settings of a request: the caller's options as every local engine reads them, in the terms of ONNX Runtime GenAI.</summary>
internal static class GeneratorSettingsReader
{
    public static GeneratorSettings Read(ChatOptions? options, SearchConfig search)
    {
        SamplingSettings sampling = SamplingSettingsReader.Read(options, search);

        // The fewest tokens that reach a probability of 0 is one; ONNX Runtime GenAI takes 0 for no limit.
        bool isGreedy = sampling.IsGreedy || sampling.TopP == 0;
        var settings = new GeneratorSettings { RepetitionPenalty = sampling.RepetitionPenalty };
        return isGreedy ? settings : settings with
        {
            Samples = true,
            Temperature = sampling.Temperature,
            TopK = sampling.TopK,
            TopP = sampling.TopP,
            Seed = Fold(options?.Seed ?? search.RandomSeed),
        };
    }

    /// <summary>The seeds of ONNX Runtime GenAI have 31 bits: one that fits stays as it is, others are spread over them (Fibonacci hashing).</summary>
    private static int? Fold(long? seed) => seed switch
    {
        null => null,
        >= 0 and <= int.MaxValue and long value => (int)value,
        long value => (int)(unchecked((ulong)value * 0x9E3779B97F4A7C15UL) >> 33),
    };
}
