using System.Text.Json;

namespace HybridInference;

/// <summary>Visits the texts in JSON with their escapes resolved: "\n4" hides a number from a reader of the raw text.</summary>
internal static class JsonVisitor
{
    /// <summary>Visits every name, string and number.</summary>
    public static void Visit(JsonElement element, Action<string> visit)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    visit(JsonStrings.NameOf(property));
                    Visit(property.Value, visit);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Visit(item, visit);
                }

                break;
            case JsonValueKind.String:
                visit(JsonStrings.ValueOf(element));
                break;
            case JsonValueKind.Number:
                visit(element.GetRawText());
                break;
        }
    }

    /// <summary>Visits JSON, or the text itself when it is not JSON.</summary>
    public static void Visit(string text, Action<string> visit)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            Visit(document.RootElement, visit);
        }
        catch (JsonException)
        {
            visit(text);
        }
    }
}
