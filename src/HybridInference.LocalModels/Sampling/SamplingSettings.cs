namespace HybridInference.LocalModels;

/// <summary>How the next token is chosen.</summary>
internal sealed record SamplingSettings
{
    /// <summary>Always the most likely token.</summary>
    public static readonly SamplingSettings Greedy = new() { Temperature = 0 };

    public float Temperature { get; init; } = 1f;

    /// <summary>Gets how many of the most likely tokens to choose from; 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>Gets the probability that the tokens to choose from have together at least; 1 for all.</summary>
    public float TopP { get; init; } = 1f;

    /// <summary>Gets the least probability of a token relative to that of the most likely one; 0 for any.</summary>
    public float MinP { get; init; }

    /// <summary>Gets what the logits of tokens in prompt and output are divided by (when positive) or multiplied with; 1 for no change.</summary>
    public float RepetitionPenalty { get; init; } = 1f;

    /// <summary>Gets what is taken off a logit for each occurrence in the output.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>Gets what is taken off the logits of tokens in the output once.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>Gets the length of sequences that do not occur twice in prompt and output; 0 for none.</summary>
    public int NoRepeatNgramSize { get; init; }

    public long Seed { get; init; }

    public bool IsGreedy => Temperature == 0 || TopK == 1;

    public bool HasPenalties => RepetitionPenalty != 1 || FrequencyPenalty != 0 || PresencePenalty != 0 || NoRepeatNgramSize > 0;
}
