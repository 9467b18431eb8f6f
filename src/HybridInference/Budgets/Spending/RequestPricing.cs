using System.Collections.Frozen;

namespace HybridInference;

/// <summary>Prices requests before they are sent.</summary>
internal sealed class RequestPricing(BudgetOptions options, IReadOnlyDictionary<string, string>? clientModels, TimeProvider timeProvider)
{
    private readonly FrozenDictionary<string, string> _models = Merge(clientModels, options.Models);
    private readonly PriceTable _prices = options.Prices;
    private readonly string? _savingsModel = options.SavingsModel;
    private readonly int? _defaultMaxOutputTokens = options.DefaultMaxOutputTokens;
    private readonly int? _inputMarginPercent = options.InputMarginPercent;

    public string Currency => _prices.Currency;

    private DateOnly Today => DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);

    public RequestPrice Of(RouteTarget target, ChatRoutingContext context)
    {
        string? model = context.FindModel(target) ?? _models.GetValueOrDefault(target.Name);
        ModelPrice? price = _prices.Find(model, Today);
        int? cap = context.Options?.MaxOutputTokens ?? _defaultMaxOutputTokens;
        bool isAddedTo = context.GoesOnWithConversationAt(target);
        int? contextLength = target.Capabilities.ContextLength;
        long? input = isAddedTo ? contextLength : InputTokens(context);
        int estimated = (isAddedTo ? contextLength : null) ?? context.EstimatedInputTokens;
        long? worst = price is null || cap is null || input is null ? null : price.WorstCase(input.Value, Math.Max(0, cap.Value));
        return new(model, price, cap, input, estimated, worst);
    }

    /// <summary>Says what local work would have cost remotely.</summary>
    public long? SavedBy(TokenUsage usage) => _prices.Find(_savingsModel, Today)?.CostOf(usage);

    private long InputTokens(ChatRoutingContext context) =>
        _inputMarginPercent is { } percent
            ? context.EstimatedInputTokens + (((long)context.EstimatedInputTokens * percent) + 99) / 100
            : context.MaxInputTokens;

    private static FrozenDictionary<string, string> Merge(IReadOnlyDictionary<string, string>? clientModels, IDictionary<string, string> named)
    {
        var models = new Dictionary<string, string>(clientModels ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach ((string target, string model) in named)
        {
            models[target] = model;
        }

        return models.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
