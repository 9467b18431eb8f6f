using System.Text.Json;

namespace HybridInference.Tool;

/// <summary>Prints sums as a JSON array.</summary>
internal sealed class JsonUsageReport(TextWriter output) : IUsageReport
{
    public void Write(IReadOnlyList<UsageSum> sums) => output.WriteLine(JsonSerializer.Serialize(sums, JsonSerializerOptions.Web));
}
