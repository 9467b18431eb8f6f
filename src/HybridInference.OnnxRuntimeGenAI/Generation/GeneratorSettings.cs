namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>How a generator chooses tokens. It is made with them, so that only requests with equal settings can go on with one.</summary>
internal sealed record GeneratorSettings
{
    /// <summary>Gets whether tokens are drawn; otherwise always the most likely one.</summary>
    public bool Samples { get; init; }

    public double Temperature { get; init; } = 1;

    /// <summary>Gets how many of the most likely tokens to choose from; 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>Gets the probability that the tokens to choose from have together at least; 1 for all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Gets what the logits of tokens in prompt and output are divided by (when positive) or multiplied with; 1 for no change.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Gets the seed, or <see langword="null"/> for another one each time.</summary>
    public int? Seed { get; init; }

    /// <summary>Gets whether a generator that has chosen tokens may choose those of another request. With a seed its random numbers are not the first any more.</summary>
    public bool IsReusable => !Samples || Seed is null;
}
