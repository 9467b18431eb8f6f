using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Makes calls of the JSON that models write for them.</summary>
/// <remarks>
/// Read are <c>{"name": ..., "arguments": {...}}</c>, with <c>parameters</c> instead of <c>arguments</c>, arguments as text in JSON or
/// absent, <c>tool_name</c> instead of <c>name</c>, all that in a member <c>function</c>, and several in <c>{"tool_calls": [...]}</c>. What is read is what the families' own
/// templates show and tell their models to write.
/// </remarks>
internal static class ToolCallReader
{
    // The templates of Mistral refuse ids of another form: nine letters or digits.
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 9;

    /// <summary>The keys that a call may begin with.</summary>
    private static readonly string[] FirstKeys = ["name", "arguments", "parameters", "function", "type", "id", "tool_calls", "tool_name", "tool_call_id"];

    /// <summary>Reads the calls of an object; null if it is not one of a call.</summary>
    /// <param name="json">The object.</param>
    /// <param name="names">The tools that may be called; null for any.</param>
    public static IReadOnlyList<FunctionCallContent>? Read(string json, IReadOnlySet<string>? names)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            JsonElement[] items = root.TryGetProperty("tool_calls", out JsonElement list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray()]
                : [root];
            FunctionCallContent[] calls = [.. items.Select(ReadCall).OfType<FunctionCallContent>()];
            bool areCalls = calls.Length == items.Length && Array.TrueForAll(calls, call => names?.Contains(call.Name) != false);
            return areCalls && calls.Length > 0 ? calls : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are text with half a surrogate pair. What a model writes is not to be trusted to be JSON.
            return null;
        }
    }

    /// <summary>Makes a call with an id of its own.</summary>
    public static FunctionCallContent Create(string name, JsonElement arguments)
    {
        var values = new Dictionary<string, object?>();
        if (arguments.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty argument in arguments.Clone().EnumerateObject())
            {
                values[JsonStrings.NameOf(argument)] = argument.Value;
            }
        }

        return new FunctionCallContent(RandomNumberGenerator.GetString(IdCharacters, IdLength), name, values);
    }

    /// <summary>Gets whether an object may be a call, as far as its text is known: it begins with one of a call's keys.</summary>
    public static bool MayBeCall(ReadOnlySpan<char> json)
    {
        ReadOnlySpan<char> rest = json[1..].TrimStart();
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] != '"')
        {
            return false;
        }

        ReadOnlySpan<char> key = rest[1..];
        int end = key.IndexOf('"');
        foreach (string first in FirstKeys)
        {
            if (end >= 0 ? key[..end].SequenceEqual(first) : first.AsSpan().StartsWith(key))
            {
                return true;
            }
        }

        return false;
    }

    private static FunctionCallContent? ReadCall(JsonElement item)
    {
        JsonElement call = item.TryGetProperty("function", out JsonElement function) && function.ValueKind == JsonValueKind.Object ? function : item;
        if (!(call.TryGetProperty("name", out JsonElement name) || call.TryGetProperty("tool_name", out name)) || name.ValueKind != JsonValueKind.String || name.GetString() is not { Length: > 0 } text)
        {
            return null;
        }

        return call.TryGetProperty("arguments", out JsonElement arguments) || call.TryGetProperty("parameters", out arguments)
            ? CreateFrom(text, arguments)
            : Create(text, default);
    }

    private static FunctionCallContent? CreateFrom(string name, JsonElement arguments)
    {
        switch (arguments.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Null:
                return Create(name, arguments);
            case JsonValueKind.String:
                using (JsonDocument document = JsonDocument.Parse(arguments.GetString()!))
                {
                    return document.RootElement.ValueKind == JsonValueKind.Object ? Create(name, document.RootElement) : null;
                }

            default:
                return null;
        }
    }
}
