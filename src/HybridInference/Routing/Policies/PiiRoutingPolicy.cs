namespace HybridInference;

/// <summary>Keeps a request on the device when any of its messages, or its options, hold private data, unless each category in it may leave.</summary>
/// <remarks>
/// A safety policy: when the detector throws, the request counts as private. Thread-safe; without state.
/// </remarks>
public sealed class PiiRoutingPolicy : IRoutingPolicy
{
    /// <summary>A target that needs the user's consent comes after those that do not.</summary>
    private const int ConsentWeight = -500;

    private readonly PrivacyRules _rules;

    /// <summary>Initializes the policy.</summary>
    /// <param name="options">What may leave, and how; nothing when <see langword="null"/>. Copied here.</param>
    /// <param name="trustRawRepresentationFactory">See <see cref="HybridChatClientOptions.TrustRawRepresentationFactory"/>.</param>
    public PiiRoutingPolicy(PrivacyOptions? options = null, bool trustRawRepresentationFactory = false)
    {
        _rules = new(options ?? new(), trustRawRepresentationFactory);
    }

    /// <inheritdoc/>
    public string Name => RoutingPolicies.Pii;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Safety;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(context.PrivateData.Count == 0 ? RoutingVerdict.Abstain : Judge(context));
    }

    private RoutingVerdict Judge(ChatRoutingContext context)
    {
        string[] categories = _rules.CategoriesOf(context.PrivateData);
        if (categories.Length == 0)
        {
            return RoutingVerdict.Abstain;
        }

        return _rules.MayLeave(categories) ? Condition(context, _rules.ConditionsFor(categories)) : DenyRemote(context, categories);
    }

    private static RoutingVerdict Condition(ChatRoutingContext context, RequestTransformations conditions)
    {
        var verdict = RoutingVerdict.Require(conditions);
        foreach (RouteTarget target in context.Targets.Where(target => target.IsRemote && conditions.HasFlag(RequestTransformations.AskConsent)))
        {
            verdict = verdict.Combine(RoutingVerdict.Prefer(target, ConsentWeight, RoutingReasons.ConsentNeeded));
        }

        return verdict;
    }

    private static RoutingVerdict DenyRemote(ChatRoutingContext context, string[] categories)
    {
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets.Where(target => target.IsRemote))
        {
            verdict = verdict.Combine(RoutingVerdict.Deny(target, RoutingReasons.PiiDetected, string.Join(", ", categories)));
        }

        return verdict;
    }
}
