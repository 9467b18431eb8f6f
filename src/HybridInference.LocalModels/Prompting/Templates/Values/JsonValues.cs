using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Makes a template's values from JSON.</summary>
internal static class JsonValues
{
    /// <summary>Converts an element. Its depth is bounded by the JSON reader.</summary>
    public static object? From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => FromObject(json),
        JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Select(From)]),
        JsonValueKind.String => JsonStrings.ValueOf(json),
        JsonValueKind.Number => FromNumber(json),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static MapValue FromObject(JsonElement json)
    {
        MapValue map = new();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            map.Set(JsonStrings.NameOf(property), From(property.Value));
        }

        return map;
    }

    private static object FromNumber(JsonElement json)
    {
        if (json.TryGetInt64(out long integer))
        {
            return integer;
        }

        string text = json.GetRawText();
        return BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large)
            ? large
            : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
