namespace HybridInference;

/// <summary>The policies that a hybrid client has when no others are given: the caller's choice, capability, private data, prompt size.</summary>
public static class DefaultRoutingPolicies
{
    internal static readonly (Type Type, Func<HybridChatClientOptions, IRoutingPolicy> Create)[] Factories =
    [
        (typeof(CallerChoiceRoutingPolicy), _ => new CallerChoiceRoutingPolicy()),
        (typeof(CapabilityRoutingPolicy), _ => new CapabilityRoutingPolicy()),
        (typeof(PiiRoutingPolicy), options => new PiiRoutingPolicy(options.Privacy, options.TrustRawRepresentationFactory)),
        (typeof(PromptSizeRoutingPolicy), options => new PromptSizeRoutingPolicy(options.PreferRemoteAboveTokens)),
    ];

    /// <summary>Creates the policies.</summary>
    /// <param name="options">The options that the policies read.</param>
    /// <returns>The policies.</returns>
    public static IReadOnlyList<IRoutingPolicy> Create(HybridChatClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Factories.Select(factory => factory.Create(options))];
    }
}
