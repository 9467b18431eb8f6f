using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The text that a provider makes of values that are not text themselves.</summary>
internal static class ContentText
{
    public static string? OfArguments(FunctionCallContent call) =>
        call.Arguments is null ? null : Serialize(call.Arguments, typeof(IDictionary<string, object?>));

    /// <summary>Returns a string as it is, anything else as JSON.</summary>
    /// <exception cref="NotSupportedException">The type has no JSON contract.</exception>
    public static string? OfValue(object? value) => value switch
    {
        null => null,
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        JsonElement element => element.GetRawText(),
        _ => Serialize(value, typeof(object)),
    };

    /// <summary>Returns content of any kind as JSON, its raw representation left out.</summary>
    /// <exception cref="NotSupportedException">The type has no JSON contract.</exception>
    public static string OfContent(AIContent content) => Serialize(content, typeof(AIContent));

    private static string Serialize(object value, Type type) =>
        JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(type));
}
