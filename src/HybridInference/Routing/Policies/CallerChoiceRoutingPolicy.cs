namespace HybridInference;

/// <summary>Does what the caller said with <see cref="ChatOptionsRoutingExtensions.RouteTo"/>. Other policies' denials stand.</summary>
/// <remarks>Thread-safe; without state.</remarks>
public sealed class CallerChoiceRoutingPolicy : IRoutingPolicy
{
    private const int Weight = 1000;

    /// <inheritdoc/>
    public string Name => RoutingPolicies.CallerChoice;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(context.Options.TryGetRoutingChoice(out RoutingChoice choice) ? Judge(context, choice) : DenyAll(context));
    }

    private static RoutingVerdict Judge(ChatRoutingContext context, RoutingChoice choice)
    {
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        if (choice == RoutingChoice.Automatic)
        {
            return verdict;
        }

        TargetLocation chosen = choice is RoutingChoice.LocalOnly or RoutingChoice.PreferLocal ? TargetLocation.Local : TargetLocation.Remote;
        bool only = choice is RoutingChoice.LocalOnly or RoutingChoice.RemoteOnly;
        foreach (RouteTarget target in context.Targets)
        {
            verdict = target.Location == chosen ? verdict.Combine(RoutingVerdict.Prefer(target, Weight, Reason(only)))
                : only ? verdict.Combine(RoutingVerdict.Deny(target, RoutingReasons.CallerChoice))
                : verdict;
        }

        return verdict;
    }

    private static string Reason(bool only) => only ? RoutingReasons.CallerChoice : RoutingReasons.CallerPreference;

    private static RoutingVerdict DenyAll(ChatRoutingContext context)
    {
        string detail = $"The value of \"{ChatOptionsRoutingExtensions.RoutingChoiceKey}\" must be one of {string.Join(", ", Enum.GetNames<RoutingChoice>())}.";
        return context.Targets.Aggregate(
            RoutingVerdict.Abstain,
            (verdict, target) => verdict.Combine(RoutingVerdict.Deny(target, RoutingReasons.CallerChoiceUnknown, detail)));
    }
}
