namespace HybridInference;

/// <summary>Reads this package's own format: a currency, and models with prices in units per million tokens.</summary>
internal static class PriceFile
{
    public static PriceTable Read(PriceNode root)
    {
        PriceNode currency = root.Require("currency");
        if (!Currencies.IsKnown(currency.AsText()))
        {
            throw currency.Error($"'{currency.AsText()}' is not a known currency; give an ISO 4217 code such as USD");
        }

        return Create(root, currency.AsText(), root.Require("models").RequireArray().Children.Select(ReadModel));
    }

    /// <summary>Makes the table; what only the whole file shows, such as a price that stands twice, is told at its root.</summary>
    public static PriceTable Create(PriceNode root, string currency, IEnumerable<ModelPrice> prices)
    {
        try
        {
            return new(currency, prices);
        }
        catch (ArgumentException exception)
        {
            throw root.Error(exception.Message, exception);
        }
    }

    private static ModelPrice ReadModel(PriceNode node) => new(
        node.Require("model").AsText(),
        ReadRates(node),
        node.Find("validFrom")?.AsDate(),
        node.Find("perRequest")?.AsPrice() ?? 0,
        node.Find("tiers")?.RequireArray().Children.Select(tier => new PriceTier(tier.Require("aboveInputTokens").AsCount(), ReadRates(tier))));

    private static TokenRates ReadRates(PriceNode node) =>
        new(node.Require("input").AsPrice(), node.Require("output").AsPrice())
        {
            CachedInput = node.Find("cachedInput")?.AsPrice(),
            Reasoning = node.Find("reasoning")?.AsPrice(),
        };
}
