using System.Text;
using System.Text.Json;

namespace HybridInference.LoopbackServer.Wire;

/// <summary>The error object of OpenAI's API.</summary>
internal static class ErrorJson
{
    public static string Write(string? code, string type, string message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("message", message);
            writer.WriteString("type", type);
            writer.WriteNull("param");
            writer.WriteString("code", code);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
