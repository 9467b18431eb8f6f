namespace HybridInference;

/// <summary>Reads the data of genai-prices, version 2: an array of providers with their models, prices in dollars per million tokens.</summary>
/// <remarks>
/// A model goes by its id and by the names that its <c>equals</c> clauses list; names that only a pattern matches stay unknown.
/// Prices that change with the time of day, and models without both token prices, are left out.
/// </remarks>
internal static class GenAiPricesFile
{
    private const string Input = "input_mtok";
    private const string Output = "output_mtok";

    public static PriceTable Read(PriceNode root, string? provider)
    {
        PriceNode[] providers = [.. root.RequireArray().Children.Where(node => provider is null || node.Require("id").AsText() == provider)];
        return providers.Length == 0 && provider is not null
            ? throw root.Error($"has no provider '{provider}'")
            : PriceFile.Create(root, "USD", providers.SelectMany(node => ReadProvider(node, provider is null)));
    }

    private static IEnumerable<ModelPrice> ReadProvider(PriceNode provider, bool qualified)
    {
        string prefix = qualified ? provider.Require("id").AsText() + "/" : "";
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PriceNode model in provider.Require("models").RequireArray().Children)
        {
            (DateOnly? From, PriceNode Prices)[] prices = [.. ReadConditions(model.Require("prices"))];
            foreach (string name in NamesOf(model).Where(seen.Add))
            {
                foreach ((DateOnly? from, PriceNode node) in prices)
                {
                    yield return ReadPrice(prefix + name, from, node);
                }
            }
        }
    }

    private static IEnumerable<string> NamesOf(PriceNode model) =>
        [model.Require("id").AsText(), .. model.Find("match") is { } match ? EqualsClauses(match) : []];

    private static IEnumerable<string> EqualsClauses(PriceNode match) =>
        match.Find("equals") is { } name ? [name.AsText()]
        : match.Find("or") is { } clauses ? clauses.RequireArray().Children.SelectMany(EqualsClauses)
        : [];

    private static IEnumerable<(DateOnly? From, PriceNode Prices)> ReadConditions(PriceNode prices)
    {
        PriceNode[] conditions = prices.IsArray ? [.. prices.Children] : [];
        if (conditions.Any(condition => condition.Find("constraint") is { } constraint && constraint.Find("start_date") is null))
        {
            return [];
        }

        IEnumerable<(DateOnly?, PriceNode)> all = prices.IsArray
            ? conditions.Select(condition => (condition.Find("constraint")?.Require("start_date").AsDate(), condition.Require("prices")))
            : [(null, prices)];
        return all.Where(price => price.Item2.Find(Input) is not null && price.Item2.Find(Output) is not null);
    }

    private static ModelPrice ReadPrice(string name, DateOnly? from, PriceNode prices)
    {
        IEnumerable<long> bounds = prices.Children.Where(price => price.IsObject)
            .SelectMany(price => price.Require("tiers").RequireArray().Children.Select(tier => tier.Require("start").AsCount()));
        return new(
            name,
            ReadRates(prices, above: 0),
            from,
            prices.Find("requests_kcount")?.AsPrice(factor: 0.001m) ?? 0,
            bounds.Distinct().Select(bound => new PriceTier(bound, ReadRates(prices, bound))));
    }

    private static TokenRates ReadRates(PriceNode prices, long above) =>
        new(RateAt(prices.Require(Input), above), RateAt(prices.Require(Output), above))
        {
            CachedInput = prices.Find("cache_read_mtok") is { } cached ? RateAt(cached, above) : null,
        };

    /// <summary>Returns the price that holds above so many tokens: that of the last tier that begins there or before.</summary>
    private static long RateAt(PriceNode price, long above)
    {
        if (!price.IsObject)
        {
            return price.AsPrice(factor: 1);
        }

        PriceNode? tier = price.Require("tiers").Children.Where(tier => tier.Require("start").AsCount() <= above).MaxBy(tier => tier.Require("start").AsCount());
        return (tier?.Require("price") ?? price.Require("base")).AsPrice(factor: 1);
    }
}
