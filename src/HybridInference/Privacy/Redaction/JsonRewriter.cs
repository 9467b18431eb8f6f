using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HybridInference;

/// <summary>Replaces parts of the texts in JSON: names, strings, and numbers, which become strings when they change.</summary>
internal sealed class JsonRewriter(TextRewriter text)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Returns the same element when nothing changes.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="changed">Whether it changed.</param>
    public JsonElement Rewrite(JsonElement element, out bool changed)
    {
        bool mayChange = false;
        JsonVisitor.Visit(element, part => mayChange |= text.MayChange(part));
        changed = false;
        if (!mayChange)
        {
            return element;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            changed = Write(element, writer);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return changed ? JsonElement.ParseValue(ref reader) : element;
    }

    private bool Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(element, writer);
            case JsonValueKind.Array:
                return WriteArray(element, writer);
            case JsonValueKind.String:
                string value = JsonStrings.ValueOf(element);
                return WriteString(value, text.Rewrite(value), writer);
            case JsonValueKind.Number when text.Rewrite(element.GetRawText()) is var number && number != element.GetRawText():
                writer.WriteStringValue(number);
                return true;
            default:
                element.WriteTo(writer);
                return false;
        }
    }

    private bool WriteObject(JsonElement element, Utf8JsonWriter writer)
    {
        bool changed = false;
        writer.WriteStartObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = JsonStrings.NameOf(property), rewritten = text.Rewrite(name);
            writer.WritePropertyName(rewritten);
            changed |= rewritten != name;
            changed |= Write(property.Value, writer);
        }

        writer.WriteEndObject();
        return changed;
    }

    private bool WriteArray(JsonElement element, Utf8JsonWriter writer)
    {
        bool changed = false;
        writer.WriteStartArray();
        foreach (JsonElement item in element.EnumerateArray())
        {
            changed |= Write(item, writer);
        }

        writer.WriteEndArray();
        return changed;
    }

    private static bool WriteString(string value, string rewritten, Utf8JsonWriter writer)
    {
        writer.WriteStringValue(rewritten);
        return !ReferenceEquals(value, rewritten);
    }
}
