using HybridInference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds hybrid chat clients to a service collection.</summary>
public static class HybridChatClientServiceCollectionExtensions
{
    /// <summary>Adds a hybrid chat client as the <see cref="IChatClient"/> of the application.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says what the client is made of.</param>
    /// <returns>A builder to which middleware such as function invocation can be added.</returns>
    public static ChatClientBuilder AddHybridChatClient(this IServiceCollection services, Action<HybridChatClientBuilder> configure) =>
        services.AddChatClient(AddHybrid(services, Options.Options.DefaultName, configure));

    /// <summary>Adds a hybrid chat client under a key.</summary>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key.</param>
    /// <param name="configure">Says what the client is made of.</param>
    /// <returns>A builder to which middleware such as function invocation can be added.</returns>
    public static ChatClientBuilder AddKeyedHybridChatClient(
        this IServiceCollection services, string serviceKey, Action<HybridChatClientBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        return services.AddKeyedChatClient(serviceKey, AddHybrid(services, serviceKey, configure));
    }

    private static Func<IServiceProvider, HybridChatClient> AddHybrid(
        IServiceCollection services, string optionsName, Action<HybridChatClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddMetrics();
        services.AddOptionsWithValidateOnStart<HybridChatClientOptions>(optionsName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HybridChatClientOptions>, HybridChatClientOptionsValidator>());
        var builder = new HybridChatClientBuilder(services, optionsName);
        configure(builder);
        return builder.Build;
    }
}
