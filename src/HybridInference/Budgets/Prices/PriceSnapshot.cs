namespace HybridInference;

/// <summary>Reads the list prices that stand in this assembly.</summary>
internal static class PriceSnapshot
{
    private const string Resource = "HybridInference.Budgets.Prices.prices.json";

    public static PriceTable Read()
    {
        using Stream stream = typeof(PriceSnapshot).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return PriceFile.Read(PriceDocument.Parse(Resource, bytes));
    }
}
