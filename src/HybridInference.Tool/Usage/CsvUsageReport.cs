using System.Globalization;

namespace HybridInference.Tool;

/// <summary>Prints sums as comma-separated values with a row of names, as RFC 4180 has them.</summary>
internal sealed class CsvUsageReport(TextWriter output) : IUsageReport
{
    public void Write(IReadOnlyList<UsageSum> sums)
    {
        output.WriteLine("group,key,currency,attempts,estimated,unpriced,inputTokens,outputTokens,spent,saved");
        foreach (UsageSum sum in sums)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sum.Group},{Quote(sum.Key)},{sum.Currency},{sum.Attempts},{sum.Estimated},{sum.Unpriced},{sum.InputTokens},{sum.OutputTokens},{sum.Spent},{sum.Saved}"));
        }
    }

    private static string Quote(string text) => text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
