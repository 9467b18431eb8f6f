using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Lets a caller say where a request runs.</summary>
public static class ChatOptionsRoutingExtensions
{
    /// <summary>
    /// The key in <see cref="ChatOptions.AdditionalProperties"/>. Its value is a <see cref="RoutingChoice"/> or the name of one.
    /// </summary>
    public const string RoutingChoiceKey = "hybrid.choice";

    /// <summary>The key of the conversation in <see cref="ChatOptions.AdditionalProperties"/>.</summary>
    public const string ConversationKey = "hybrid.conversation";

    /// <summary>
    /// Says to which conversation requests with these options belong, for <see cref="HybridChatClientOptions.Stickiness"/>. Without it, a conversation is
    /// known by its first messages, so two that begin alike count as one. The key goes to no target.
    /// </summary>
    /// <param name="options">The options to change.</param>
    /// <param name="key">A key of the application's own, unique among its users.</param>
    /// <returns><paramref name="options"/>.</returns>
    public static ChatOptions InConversation(this ChatOptions options, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(key);
        (options.AdditionalProperties ??= [])[ConversationKey] = key;
        return options;
    }

    internal static string? GetConversation(ChatOptions? options) =>
        options?.AdditionalProperties is { } properties && properties.TryGetValue(ConversationKey, out object? value) ? value?.ToString() : null;

    /// <summary>Says where requests with these options may or should run.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="choice">The choice.</param>
    /// <returns><paramref name="options"/>.</returns>
    public static ChatOptions RouteTo(this ChatOptions options, RoutingChoice choice)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[RoutingChoiceKey] = choice;
        return options;
    }

    /// <summary>Reads the caller's choice.</summary>
    /// <returns><see langword="false"/> when there is a value that is not a choice.</returns>
    internal static bool TryGetRoutingChoice(this ChatOptions? options, out RoutingChoice choice)
    {
        choice = RoutingChoice.Automatic;
        if (options?.AdditionalProperties is not { } properties || !properties.TryGetValue(RoutingChoiceKey, out object? value))
        {
            return true;
        }

        if (value is RoutingChoice known)
        {
            choice = known;
            return Enum.IsDefined(known);
        }

        return Enum.TryParse(value?.ToString(), ignoreCase: true, out choice) && Enum.IsDefined(choice);
    }
}
