namespace HybridInference.Tool;

/// <summary>How fast a model is with a prompt of <see cref="PromptTokens"/> tokens, as predicted from short runs.</summary>
/// <param name="FirstTokenSeconds">The time to the first token.</param>
/// <param name="TokensPerSecond">The speed from there on.</param>
internal sealed record ProbedSpeed(double FirstTokenSeconds, double TokensPerSecond)
{
    public const int PromptTokens = 128;
}
