using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Makes the options that one target gets of the options that the caller gave.</summary>
internal static class TargetOptions
{
    /// <summary>What callers tell this client, and no other.</summary>
    private static readonly string[] OwnKeys =
    [
        ChatOptionsRoutingExtensions.RoutingChoiceKey, ChatOptionsRoutingExtensions.ConversationKey, ChatOptionsPrivacyExtensions.RedactionMapKey,
        ChatOptionsBudgetExtensions.TenantKey, ChatOptionsBudgetExtensions.UserKey,
    ];

    /// <summary>Whether an additional property of the options is for this client and goes nowhere else.</summary>
    public static bool IsOwn(string key) => OwnKeys.Contains(key);

    /// <summary>Returns options with an output cap.</summary>
    public static ChatOptions WithCap(ChatOptions? options, int maxOutputTokens)
    {
        if (options?.MaxOutputTokens == maxOutputTokens)
        {
            return options;
        }

        ChatOptions own = options?.Clone() ?? new();
        own.MaxOutputTokens = maxOutputTokens;
        return own;
    }

    /// <summary>
    /// Returns the caller's options when they can go as they are, otherwise a clone without what is meant for this client and, for a
    /// local target, without the model id: a model's name belongs to the provider that serves it.
    /// </summary>
    public static ChatOptions? For(RouteTarget target, ChatOptions? options)
    {
        bool hasOwnKeys = options?.AdditionalProperties is { } properties && Array.Exists(OwnKeys, properties.ContainsKey);
        bool hasForeignModel = options?.ModelId is not null && !target.IsRemote;
        if (options is null || (!hasOwnKeys && !hasForeignModel))
        {
            return options;
        }

        ChatOptions own = options.Clone();
        own.ModelId = hasForeignModel ? null : own.ModelId;
        if (hasOwnKeys)
        {
            own.AdditionalProperties = options.AdditionalProperties!.Clone();
            Array.ForEach(OwnKeys, key => own.AdditionalProperties.Remove(key));
        }

        return own;
    }
}
