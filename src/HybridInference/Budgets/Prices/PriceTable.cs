using System.Collections.Frozen;

namespace HybridInference;

/// <summary>The prices of models, in one currency. A model that it does not hold has an unknown price, never a price of zero.</summary>
/// <remarks>Immutable and thread-safe. Nothing is ever downloaded.</remarks>
public sealed class PriceTable
{
    private static readonly Lazy<PriceTable> LazySnapshot = new(PriceSnapshot.Read);

    private readonly FrozenDictionary<string, ModelPrice[]> _prices;

    /// <summary>Initializes the table.</summary>
    /// <param name="currency">The ISO 4217 code of the currency of every price.</param>
    /// <param name="prices">The prices. A model may have several, with different days from which they hold.</param>
    /// <exception cref="ArgumentException">The currency is not known, or a model has two prices from one day on.</exception>
    public PriceTable(string currency, IEnumerable<ModelPrice> prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        Currency = Currencies.Require(currency);
        _prices = prices.GroupBy(price => price.Model, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, InOrder, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the list prices that this package ships; <c>docs/budgets.md</c> has their date and source.</summary>
    public static PriceTable Snapshot => LazySnapshot.Value;

    /// <summary>Gets the ISO 4217 code of the currency of every price.</summary>
    public string Currency { get; }

    /// <summary>Gets the names of the models, in no order.</summary>
    public IReadOnlyCollection<string> Models => _prices.Keys;

    /// <summary>Reads a file of prices in this package's own format.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The prices.</returns>
    /// <exception cref="PriceFileException">The file is malformed; the message names line and field.</exception>
    public static PriceTable Load(string path) => PriceFile.Read(PriceDocument.Load(path));

    /// <summary>Reads the data file of the genai-prices project, version 2.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="provider">
    /// The provider whose models are wanted, such as <c>openai</c>. When <see langword="null"/>, those of all, each named <c>provider/model</c>.
    /// </param>
    /// <returns>The prices.</returns>
    /// <exception cref="PriceFileException">The file is malformed; the message names line and field.</exception>
    public static PriceTable LoadGenAiPrices(string path, string? provider = null) => GenAiPricesFile.Read(PriceDocument.Load(path), provider);

    /// <summary>Reads LiteLLM's <c>model_prices_and_context_window.json</c>.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The prices of the models that are priced by the token.</returns>
    /// <exception cref="PriceFileException">The file is malformed; the message names line and field.</exception>
    public static PriceTable LoadLiteLlm(string path) => LiteLlmPricesFile.Read(PriceDocument.Load(path));

    /// <summary>Finds what a model costs on a day.</summary>
    /// <param name="model">The model's name; letters' case does not matter.</param>
    /// <param name="day">The day, in UTC.</param>
    /// <returns>The price, or <see langword="null"/> when it is not known.</returns>
    public ModelPrice? Find(string? model, DateOnly day)
    {
        ModelPrice? found = null;
        if (model is not null && _prices.TryGetValue(model, out ModelPrice[]? prices))
        {
            foreach (ModelPrice price in prices)
            {
                found = price.ValidFrom <= day ? price : found;
            }
        }

        return found;
    }

    private static ModelPrice[] InOrder(IGrouping<string, ModelPrice> prices)
    {
        ModelPrice[] ordered = [.. prices.OrderBy(price => price.ValidFrom)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].ValidFrom == ordered[i - 1].ValidFrom)
            {
                throw new ArgumentException($"The model '{prices.Key}' has two prices that are valid from {ordered[i].ValidFrom:yyyy-MM-dd}. Keep one.", nameof(prices));
            }
        }

        return ordered;
    }
}
