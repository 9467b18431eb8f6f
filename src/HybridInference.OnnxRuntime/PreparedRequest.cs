namespace HybridInference.OnnxRuntime;

/// <summary>A request ready to run, and what takes its answer apart.</summary>
internal sealed record PreparedRequest(GenerationRequest Generation, IAnswerReader Answer);
