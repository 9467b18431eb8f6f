using Microsoft.ML.OnnxRuntimeGenAI;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>A loaded model of ONNX Runtime GenAI.</summary>
internal sealed class NativeModel(Model model) : IGeneratorModel
{
    public ISequenceGenerator Create(GeneratorSettings settings, int capacity)
    {
        using var search = new GeneratorParams(model);
        search.SetSearchOption("max_length", capacity);
        search.SetSearchOption("batch_size", 1);
        search.SetSearchOption("num_beams", 1);
        search.SetSearchOption("repetition_penalty", settings.RepetitionPenalty);
        search.SetSearchOption("do_sample", settings.Samples);
        if (settings.Samples)
        {
            search.SetSearchOption("temperature", settings.Temperature);
            search.SetSearchOption("top_k", settings.TopK);
            search.SetSearchOption("top_p", settings.TopP);
        }

        if (settings.Seed is { } seed)
        {
            search.SetSearchOption("random_seed", seed);
        }

        return new NativeGenerator(new Generator(model, search));
    }

    public void Dispose() => model.Dispose();
}
