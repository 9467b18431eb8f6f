using System.Text.Json;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes certain values as JSON without white space.</summary>
internal static class JsonLiterals
{
    /// <exception cref="InvalidOperationException">A string is no text, as it has half of a surrogate pair.</exception>
    public static string Write(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Write))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(member => $"{Quote(member.Name)}:{Write(member.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    private static string Quote(string text) => $"\"{JsonStrings.Escape(text)}\"";
}
