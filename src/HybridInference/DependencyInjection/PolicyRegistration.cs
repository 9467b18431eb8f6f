using HybridInference;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>How a hybrid client gets one of its policies.</summary>
internal sealed record PolicyRegistration(Type Type, Func<IServiceProvider, HybridChatClientOptions, IRoutingPolicy> Create)
{
    /// <summary>The policies of <see cref="DefaultRoutingPolicies"/>.</summary>
    public static readonly PolicyRegistration[] Defaults =
    [
        .. DefaultRoutingPolicies.Factories.Select(factory => new PolicyRegistration(factory.Type, (_, options) => factory.Create(options))),
    ];
}
