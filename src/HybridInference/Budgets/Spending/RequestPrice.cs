namespace HybridInference;

/// <summary>What is known of the price of one request to one target.</summary>
/// <param name="Model">The model, if known.</param>
/// <param name="Price">Its price, if known.</param>
/// <param name="MaxOutputTokens">The output cap, if there is one.</param>
/// <param name="MaxInputTokens">The most tokens that are paid for as prompt, unless a provider adds a conversation of unknown length.</param>
/// <param name="EstimatedInputTokens">The estimated tokens of the prompt; the bound where a provider adds to it.</param>
/// <param name="WorstCase">The most that the request can cost, in micro-units; unknown without a price or a bound on either side.</param>
internal readonly record struct RequestPrice(
    string? Model, ModelPrice? Price, int? MaxOutputTokens, long? MaxInputTokens, int EstimatedInputTokens, long? WorstCase)
{
    /// <summary>Why the target may not serve the request under a budget, or <see langword="null"/>.</summary>
    public string? Obstacle =>
        Price is null ? RoutingReasons.PriceUnknown
        : MaxInputTokens is null ? RoutingReasons.PromptUnbounded
        : WorstCase is null ? RoutingReasons.OutputUnbounded
        : null;

    /// <summary>Numbers and names for a reader.</summary>
    public string ObstacleDetail =>
        Price is null
            ? $"the model '{Model ?? "(not named)"}' has no price; add it to the price table, or name the target's model in BudgetOptions.Models"
            : MaxInputTokens is null
            ? "the provider adds a conversation that it keeps, of unknown length; set the target's TargetCapabilities.ContextLength, or send the whole history without ConversationId"
            : "the request has no MaxOutputTokens; set it, or BudgetOptions.DefaultMaxOutputTokens";
}
