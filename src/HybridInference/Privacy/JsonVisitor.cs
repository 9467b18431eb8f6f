using System.Text.Json;

namespace HybridInference;

/// <summary>Visits the texts in JSON with their escapes resolved: "\n4" hides a number from a reader of the raw text.</summary>
internal static class JsonVisitor
{
    /// <summary>Visits every name, string and number.</summary>
    public static void Visit(JsonElement element, Action<string> visit) => Visit(element, name: null, visit, visitNamed: null);

    /// <summary>Visits every name, string and number, and each value together with its name, which may be what makes it private.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="visitor">The visitor.</param>
    /// <param name="name">The name of the whole, if it has one.</param>
    public static void Visit(JsonElement element, ITextVisitor visitor, string? name = null) =>
        Visit(element, name, visitor.Visit, (name, value) => TextSeam.VisitNamed(visitor, name, value));

    /// <summary>Visits JSON as <see cref="Visit(JsonElement, Action{string})"/> does, or the text itself when it is not JSON.</summary>
    public static void Visit(string text, Action<string> visit) => Visit(text, json => Visit(json, visit), visit);

    /// <summary>Visits JSON as <see cref="Visit(JsonElement, ITextVisitor, string)"/> does, or the text itself when it is not JSON.</summary>
    public static void Visit(string text, ITextVisitor visitor) => Visit(text, json => Visit(json, visitor), visitor.Visit);

    private static void Visit(string text, Action<JsonElement> visitJson, Action<string> visitText)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            visitJson(document.RootElement);
        }
        catch (JsonException)
        {
            visitText(text);
        }
    }

    private static void Visit(JsonElement element, string? name, Action<string> visit, Action<string, string>? visitNamed)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    string inner = JsonStrings.NameOf(property);
                    visit(inner);
                    Visit(property.Value, inner, visit, visitNamed);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Visit(item, name, visit, visitNamed);
                }

                break;
            case JsonValueKind.String:
                VisitValue(JsonStrings.ValueOf(element), name, visit, visitNamed);
                break;
            case JsonValueKind.Number:
                VisitValue(element.GetRawText(), name, visit, visitNamed);
                break;
        }
    }

    private static void VisitValue(string value, string? name, Action<string> visit, Action<string, string>? visitNamed)
    {
        visit(value);
        if (name is not null)
        {
            visitNamed?.Invoke(name, value);
        }
    }
}
