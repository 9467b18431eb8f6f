using System.Text.Json;
using System.Text.Json.Serialization;

namespace HybridInference.Tool;

/// <summary>Prints a probe as JSON: bytes, seconds, and null for what is not known.</summary>
internal static class ProbeJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(ProbeReport report, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new { report.IsUsable, report.Device, report.Models }, Options));
}
