using System.Text.Encodings.Web;
using System.Text.Json;

namespace HybridInference.Samples.QuickStart;

/// <summary>Prints one JSON object per prompt.</summary>
internal sealed class JsonReport : IReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Begin(DemoPrompt prompt)
    {
    }

    public void Append(string text)
    {
    }

    public void End(PromptResult result) => Console.WriteLine(JsonSerializer.Serialize(result, Options));
}
