using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Reads the decision that a hybrid client attached.</summary>
public static class RoutingDecisionExtensions
{
    /// <summary>Gets the decision of a response.</summary>
    /// <param name="response">The response, from a hybrid client directly or composed of the updates of its stream.</param>
    /// <returns>The decision, or <see langword="null"/> when there is none, as in a response out of a cache.</returns>
    public static RoutingDecision? GetRoutingDecision(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Find(response.AdditionalProperties) ?? (response.Messages.Count > 0 ? Find(response.Messages[^1].AdditionalProperties) : null);
    }

    /// <summary>Gets the decision of an update. The first and the last update of a stream have one.</summary>
    /// <param name="update">The update.</param>
    /// <returns>The decision, or <see langword="null"/> when there is none, as in a response out of a cache.</returns>
    public static RoutingDecision? GetRoutingDecision(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Find(update.AdditionalProperties);
    }

    private static RoutingDecision? Find(AdditionalPropertiesDictionary? properties) =>
        properties?.GetValueOrDefault(RoutingDecision.PropertyName) as RoutingDecision;
}
