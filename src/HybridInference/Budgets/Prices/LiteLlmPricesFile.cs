using System.Globalization;

namespace HybridInference;

/// <summary>Reads LiteLLM's format: an object per model, prices in dollars per token.</summary>
internal static class LiteLlmPricesFile
{
    private const decimal TokensPerRate = 1_000_000;
    private const string Sample = "sample_spec";
    private const string Input = "input_cost_per_token";
    private const string Output = "output_cost_per_token";
    private const string CachedInput = "cache_read_input_token_cost";
    private const string Reasoning = "output_cost_per_reasoning_token";
    private const string PerRequest = "input_cost_per_request";
    private const string TierPrefix = Input + "_above_";
    private const string TierSuffix = "k_tokens";

    /// <remarks>Models without both token prices, such as those that make images, are left out: their price by the token is unknown.</remarks>
    public static PriceTable Read(PriceNode root) =>
        PriceFile.Create(root, "USD", root.RequireObject().Children.Where(IsPricedByToken).Select(ReadModel));

    private static bool IsPricedByToken(PriceNode model) =>
        model.Name != Sample && model.RequireObject().Find(Input) is not null && model.Find(Output) is not null;

    private static ModelPrice ReadModel(PriceNode node) =>
        new(node.Name, ReadRates(node, ""), perRequest: node.Find(PerRequest)?.AsPrice(factor: 1) ?? 0, tiers: ReadTiers(node));

    /// <summary>Each tier's name ends in its bound, such as <c>_above_200k_tokens</c>; a price that it does not name stays as it is.</summary>
    private static IEnumerable<PriceTier> ReadTiers(PriceNode node)
    {
        foreach (PriceNode member in node.Children.Where(member => member.Name.StartsWith(TierPrefix, StringComparison.Ordinal)))
        {
            string bound = member.Name[TierPrefix.Length..];
            if (bound.EndsWith(TierSuffix, StringComparison.Ordinal)
                && long.TryParse(bound[..^TierSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long thousands))
            {
                yield return new(thousands * 1000, ReadRates(node, $"_above_{bound}"));
            }
        }
    }

    private static TokenRates ReadRates(PriceNode node, string tier) =>
        new(Rate(node, Input, tier)!.Value, Rate(node, Output, tier)!.Value)
        {
            CachedInput = Rate(node, CachedInput, tier),
            Reasoning = Rate(node, Reasoning, tier),
        };

    private static long? Rate(PriceNode node, string name, string tier) => (node.Find(name + tier) ?? node.Find(name))?.AsPrice(TokensPerRate);
}
