using HybridInference;
using HybridInference.HealthChecks;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of hybrid chat clients.</summary>
public static class HybridHealthCheckExtensions
{
    /// <summary>
    /// Adds a check of a hybrid chat client: healthy when every target could serve a request, degraded when at least one could, and unhealthy
    /// when none could. It looks at the local model's readiness, at the breakers and at the budgets, and calls no model.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key of the hybrid chat client; <see langword="null"/> for the one without a key.</param>
    /// <param name="name">The name of the check.</param>
    /// <returns>A builder for further checks.</returns>
    public static IHealthChecksBuilder AddHybridInferenceHealthChecks(
        this IServiceCollection services, object? serviceKey = null, string name = "hybrid_inference")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new HybridHealthCheck(provider.GetRequiredKeyedService<IChatClient>(serviceKey).GetRequiredService<HybridChatClient>()),
            failureStatus: HealthStatus.Unhealthy,
            tags: null));
    }
}
