using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Lets a caller keep the placeholders of a conversation.</summary>
public static class ChatOptionsPrivacyExtensions
{
    /// <summary>The key in <see cref="ChatOptions.AdditionalProperties"/>. Its value is a <see cref="RedactionMap"/>.</summary>
    public const string RedactionMapKey = "hybrid.redaction_map";

    /// <summary>
    /// Makes redacted requests with these options use one map of placeholders. Without one, each request makes its own, which gives the
    /// same placeholders as long as the history is sent in full.
    /// </summary>
    /// <param name="options">The options to change.</param>
    /// <param name="map">The map of the conversation. The caller clears it with the conversation.</param>
    /// <returns><paramref name="options"/>.</returns>
    public static ChatOptions RedactWith(this ChatOptions options, RedactionMap map)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(map);
        (options.AdditionalProperties ??= [])[RedactionMapKey] = map;
        return options;
    }

    internal static RedactionMap? GetRedactionMap(this ChatOptions? options) =>
        options?.AdditionalProperties?.GetValueOrDefault(RedactionMapKey) as RedactionMap;
}
