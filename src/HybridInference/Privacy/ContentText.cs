using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The JSON that a provider makes of values that are not text themselves.</summary>
internal static class ContentText
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <exception cref="NotSupportedException">A type has no JSON contract.</exception>
    public static JsonElement OfArguments(FunctionCallContent call) => Serialize(call.Arguments, typeof(IDictionary<string, object?>));

    /// <exception cref="NotSupportedException">The type has no JSON contract.</exception>
    public static JsonElement OfValue(object? value) => value is JsonElement element ? element : Serialize(value, typeof(object));

    /// <summary>Returns content of any kind, its raw representation left out.</summary>
    /// <exception cref="NotSupportedException">The type has no JSON contract.</exception>
    public static JsonElement OfContent(AIContent content) => Serialize(content, typeof(AIContent));

    /// <exception cref="NotSupportedException">The type has no JSON contract.</exception>
    public static JsonElement OfAnnotation(AIAnnotation annotation) => Serialize(annotation, typeof(AIAnnotation));

    private static JsonElement Serialize(object? value, Type type) => JsonSerializer.SerializeToElement(value, Options.GetTypeInfo(type));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { Converters = { new AnyJsonElementConverter() } };
        options.MakeReadOnly();
        return options;
    }
}
