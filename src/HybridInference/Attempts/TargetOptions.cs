using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Makes the options that one target gets of the options that the caller gave.</summary>
internal static class TargetOptions
{
    /// <summary>
    /// Returns the caller's options when they can go as they are, otherwise a clone without the routing choice and, for a local
    /// target, without the model id: a model's name belongs to the provider that serves it.
    /// </summary>
    public static ChatOptions? For(RouteTarget target, ChatOptions? options)
    {
        bool hasChoice = options?.AdditionalProperties?.ContainsKey(ChatOptionsRoutingExtensions.RoutingChoiceKey) == true;
        bool hasForeignModel = options?.ModelId is not null && !target.IsRemote;
        if (options is null || (!hasChoice && !hasForeignModel))
        {
            return options;
        }

        ChatOptions own = options.Clone();
        own.ModelId = hasForeignModel ? null : own.ModelId;
        if (hasChoice)
        {
            own.AdditionalProperties = options.AdditionalProperties!.Clone();
            own.AdditionalProperties.Remove(ChatOptionsRoutingExtensions.RoutingChoiceKey);
        }

        return own;
    }
}
