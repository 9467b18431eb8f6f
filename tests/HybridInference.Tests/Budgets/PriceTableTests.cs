namespace HybridInference.Tests.Budgets;

public sealed class PriceTableTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Snapshot_Shipped_HasPricesAndNoUnknownOnes()
    {
        PriceTable prices = PriceTable.Snapshot;

        Assert.Equal("USD", prices.Currency);
        Assert.True(prices.Models.Count >= 20);
        Assert.Equal(150_000, prices.Find("GPT-4o-mini", Today)!.Rates.Input);
        Assert.Null(prices.Find("no-such-model", Today));
        Assert.Null(prices.Find(null, Today));
    }

    [Fact]
    public void Find_SeveralDates_TakesTheLatestThatHolds()
    {
        var prices = new PriceTable("EUR", [Price(1, new(2026, 1, 1)), Price(3, new(2026, 12, 1)), Price(2, new(2026, 6, 15))]);

        Assert.Null(prices.Find("m", new(2025, 12, 31)));
        Assert.Equal(1, prices.Find("m", new(2026, 6, 14))!.Rates.Input);
        Assert.Equal(2, prices.Find("m", Today)!.Rates.Input);
    }

    [Fact]
    public void Constructor_TwoPricesFromOneDay_IsRefused() =>
        Assert.Contains("2026-06-15", Assert.Throws<ArgumentException>(() => new PriceTable("EUR", [Price(1, Today), Price(2, Today)])).Message);

    [Fact]
    public void Load_OwnFormat_ReadsEveryField()
    {
        Write("""
            {
              "currency": "EUR",
              "models": [
                {
                  "model": "m", "validFrom": "2026-01-31", "input": 2.5, "cachedInput": "0.25", "output": 10, "reasoning": 12, "perRequest": 0.001,
                  "tiers": [ { "aboveInputTokens": 200000, "input": 5, "output": 15 } ],
                },
              ]
            }
            """);

        ModelPrice price = PriceTable.Load(_path).Find("m", Today)!;

        Assert.Equal(new TokenRates(2_500_000, 10_000_000) { CachedInput = 250_000, Reasoning = 12_000_000 }, price.Rates);
        Assert.Equal((new DateOnly(2026, 1, 31), 1000), (price.ValidFrom, price.PerRequest));
        Assert.Equal(new PriceTier(200_000, new(5_000_000, 15_000_000)), Assert.Single(price.Tiers));
    }

    [Theory]
    [InlineData("\"input\": -1, \"output\": 1", 4, "models[0].input", "negative")]
    [InlineData("\"input\": 1, \"output\": 0.1234567", 4, "models[0].output", "six digits")]
    [InlineData("\"input\": 1e20, \"output\": 1", 4, "models[0].input", "larger")]
    [InlineData("\"input\": 1e999, \"output\": 1", 4, "models[0].input", "number")]
    [InlineData("\"input\": true, \"output\": 1", 4, "models[0].input", "number")]
    [InlineData("\"input\": 1", 4, "models[0]", "output")]
    [InlineData("\"input\": 1,\n\"output\": 1, \"validFrom\": \"soon\"", 5, "models[0].validFrom", "date")]
    [InlineData("\"input\": 1, \"output\": 1, \"tiers\": {}", 4, "models[0].tiers", "array")]
    [InlineData("\"input\": 1, \"output\": 1, \"tiers\": [ { \"aboveInputTokens\": 0 } ]", 4, "models[0].tiers[0].aboveInputTokens", "above zero")]
    [InlineData("\"input\": 1, \"output\":: 1", 4, "(JSON)", "not valid JSON")]
    public void Load_Malformed_NamesLineAndField(string fields, int line, string field, string problem)
    {
        Write($$"""
            {
              "currency": "USD",
              "models": [
                { "model": "m", {{fields}} }
              ]
            }
            """);

        PriceFileException exception = Assert.Throws<PriceFileException>(() => PriceTable.Load(_path));

        Assert.Equal((Path.GetFileName(_path), line, field), (exception.File, exception.Line, exception.Field));
        Assert.Contains(problem, exception.Message);
    }

    [Theory]
    [InlineData("{ \"currency\": \"XXL\", \"models\": [] }", "currency")]
    [InlineData("{ \"models\": [] }", "(root)")]
    [InlineData("[]", "(root)")]
    public void Load_WrongAtTheTop_NamesTheField(string json, string field)
    {
        Write(json);

        Assert.Equal(field, Assert.Throws<PriceFileException>(() => PriceTable.Load(_path)).Field);
    }

    [Fact]
    public void LoadLiteLlm_ItsFormat_ReadsPricesPerToken()
    {
        Write("""
            {
              "sample_spec": { "input_cost_per_token": "a number", "output_cost_per_token": 0 },
              "an-image-model": { "output_cost_per_image": 0.06 },
              "a-model": {
                "input_cost_per_token": 1.25e-06, "output_cost_per_token": 2.9999999999999997e-06,
                "cache_read_input_token_cost": 5.46875e-07, "output_cost_per_reasoning_token": 4e-06,
                "input_cost_per_token_above_200k_tokens": 2.5e-06, "output_cost_per_token_above_200k_tokens": 1.5e-05
              }
            }
            """);

        PriceTable prices = PriceTable.LoadLiteLlm(_path);

        ModelPrice price = prices.Find("a-model", Today)!;
        Assert.Equal(["a-model"], prices.Models);
        Assert.Equal(new TokenRates(1_250_000, 3_000_000) { CachedInput = 546_875, Reasoning = 4_000_000 }, price.Rates);
        Assert.Equal(new PriceTier(200_000, new(2_500_000, 15_000_000) { CachedInput = 546_875, Reasoning = 4_000_000 }), Assert.Single(price.Tiers));
    }

    [Fact]
    public void LoadLiteLlm_TooFineAPrice_IsRoundedUp()
    {
        Write("{ \"m\": { \"input_cost_per_token\": 1.333333333e-7, \"output_cost_per_token\": 1e-13 } }");

        Assert.Equal(new TokenRates(133_334, 1), PriceTable.LoadLiteLlm(_path).Find("m", Today)!.Rates);
    }

    [Theory]
    [InlineData("-1e-6", "negative")]
    [InlineData("1e28", "larger")]
    [InlineData("\"free\"", "number")]
    public void LoadLiteLlm_Malformed_NamesLineAndField(string price, string problem)
    {
        Write($"{{\n\"m\": {{\n\"input_cost_per_token\": {price}, \"output_cost_per_token\": 1e-6 }} }}");

        PriceFileException exception = Assert.Throws<PriceFileException>(() => PriceTable.LoadLiteLlm(_path));

        Assert.Equal((3, "m.input_cost_per_token"), (exception.Line, exception.Field));
        Assert.Contains(problem, exception.Message);
    }

    [Theory]
    [InlineData(null, "acme/big", "acme/big-latest")]
    [InlineData("acme", "big", "big-latest")]
    public void LoadGenAiPrices_ItsFormat_ReadsConditionsTiersAndNames(string? provider, string id, string alias)
    {
        Write("""
            [
              { "id": "other", "models": [ { "id": "big", "match": { "equals": "big" }, "prices": { "input_mtok": 9, "output_mtok": 9 } } ] },
              { "id": "acme", "models": [
                { "id": "big", "match": { "or": [ { "starts_with": "big-" }, { "equals": "big-latest" } ] }, "prices": [
                  { "prices": {
                    "input_mtok": { "base": 5, "tiers": [ { "start": 200000, "price": 10 } ] }, "output_mtok": 25, "cache_read_mtok": 0.5, "requests_kcount": 2 } },
                  { "constraint": { "start_date": "2026-03-13" }, "prices": { "input_mtok": 4, "output_mtok": 20 } } ] },
                { "id": "at-night", "match": { "equals": "at-night" }, "prices": [
                  { "constraint": { "start_time": "16:30:00Z", "end_time": "00:30:00Z" }, "prices": { "input_mtok": 1, "output_mtok": 1 } } ] },
                { "id": "sound", "match": { "equals": "sound" }, "prices": { "input_audio_mtok": 1, "output_mtok": 1 } } ] }
            ]
            """);

        PriceTable prices = PriceTable.LoadGenAiPrices(_path, provider);

        ModelPrice before = prices.Find(alias, new(2026, 3, 12))!;
        Assert.Equal(new TokenRates(5_000_000, 25_000_000) { CachedInput = 500_000 }, before.Rates);
        Assert.Equal(new PriceTier(200_000, new(10_000_000, 25_000_000) { CachedInput = 500_000 }), Assert.Single(before.Tiers));
        Assert.Equal(2000, before.PerRequest);
        Assert.Equal(4_000_000, prices.Find(id, Today)!.Rates.Input);
        Assert.DoesNotContain(prices.Models, name => name.Contains("night") || name.Contains("sound"));
    }

    [Fact]
    public void LoadGenAiPrices_ProviderIsMissing_SaysSo()
    {
        Write("[]");

        Assert.Contains("acme", Assert.Throws<PriceFileException>(() => PriceTable.LoadGenAiPrices(_path, "acme")).Message);
    }

    private static ModelPrice Price(long input, DateOnly from) => new("m", new(input, 1), from);

    private void Write(string text) => File.WriteAllText(_path, text);
}
