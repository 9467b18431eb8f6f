using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Makes JSON and text of what calls of tools and their results carry.</summary>
internal static class ToolJson
{
    /// <summary>Gets the arguments of a call as an object.</summary>
    /// <exception cref="ArgumentException">One of them cannot be written as JSON.</exception>
    public static JsonElement OfArguments(FunctionCallContent call) =>
        Write(call.Arguments ?? new Dictionary<string, object?>(), $"The arguments of the call of '{call.Name}'");

    /// <summary>Gets the text of a result: a text as it is, and anything else as JSON.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tool">The tool that gave it, where that is known.</param>
    /// <exception cref="ArgumentException">It cannot be written as JSON.</exception>
    public static string TextOf(FunctionResultContent result, string? tool) => result.Result switch
    {
        string text => text,
        TextContent text => text.Text,
        IEnumerable<AIContent> contents => string.Join('\n', contents.OfType<TextContent>().Select(content => content.Text)),
        var value => ToText(Write(value, $"The result of the call of '{tool ?? result.CallId}'")),
    };

    private static string ToText(JsonElement json) => json.ValueKind == JsonValueKind.String ? JsonStrings.ValueOf(json) : JsonText.Write(json);

    private static JsonElement Write(object? value, string what)
    {
        try
        {
            return ContentText.OfValue(value);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new ArgumentException($"{what} cannot be written as JSON. Give JSON, or values that System.Text.Json writes.", exception);
        }
    }
}
