using HybridInference;
using HybridInference.Ollama;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers chat clients for Ollama on this machine.</summary>
public static class OllamaChatClientServiceCollectionExtensions
{
    /// <summary>Adds a keyed chat client, with its settings in code.</summary>
    /// <inheritdoc cref="AddOllamaChatClient(IServiceCollection, string, IConfiguration)" path="/remarks"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key of the client, and the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder for the client's pipeline, such as telemetry.</returns>
    public static ChatClientBuilder AddOllamaChatClient(this IServiceCollection services, string serviceKey, Action<OllamaChatClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddOptionsWithValidateOnStart<OllamaChatClientOptions>(serviceKey).Configure(configure);
        return services.AddClient(serviceKey);
    }

    /// <summary>Adds a keyed chat client, with its settings in a configuration section.</summary>
    /// <remarks>
    /// Ollama is asked about the model when a hybrid client is made of the client, for at most five seconds, and again when requests come later: what the model
    /// can do, whether it is there and loaded, and whether it runs on this machine. Requests go through a <see cref="LoopbackHttpHandler"/>.
    /// </remarks>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key of the client, and the name of its options.</param>
    /// <param name="configuration">The section with the properties of <see cref="OllamaChatClientOptions"/>.</param>
    /// <returns>A builder for the client's pipeline, such as telemetry.</returns>
    public static ChatClientBuilder AddOllamaChatClient(this IServiceCollection services, string serviceKey, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        ArgumentNullException.ThrowIfNull(configuration);

        services.AddOptionsWithValidateOnStart<OllamaChatClientOptions>(serviceKey).Bind(configuration);
        return services.AddClient(serviceKey);
    }

    private static ChatClientBuilder AddClient(this IServiceCollection services, string serviceKey)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OllamaChatClientOptions>, OllamaChatClientOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFailureClassifier, OllamaFailureClassifier>());
        return services.AddKeyedChatClient(serviceKey, provider => OllamaChatClient.Create(
            provider.GetRequiredService<IOptionsMonitor<OllamaChatClientOptions>>().Get(serviceKey),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
