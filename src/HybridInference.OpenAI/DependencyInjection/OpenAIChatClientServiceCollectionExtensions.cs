using HybridInference;
using HybridInference.OpenAI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers chat clients for OpenAI and for servers that speak its protocol.</summary>
public static class OpenAIChatClientServiceCollectionExtensions
{
    private const string HttpClientPrefix = "HybridInference.OpenAI:";

    /// <summary>Adds a keyed chat client, with its settings in code.</summary>
    /// <inheritdoc cref="AddOpenAIChatClient(IServiceCollection, string, IConfiguration)" path="/remarks"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key of the client, and the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder for the client's pipeline, such as telemetry.</returns>
    public static ChatClientBuilder AddOpenAIChatClient(
        this IServiceCollection services, string serviceKey, Action<OpenAIChatClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddOptionsWithValidateOnStart<OpenAIChatClientOptions>(serviceKey).Configure(configure);
        return services.AddClient(serviceKey);
    }

    /// <summary>Adds a keyed chat client, with its settings in a configuration section.</summary>
    /// <remarks>
    /// <para>
    /// The client sends each request exactly once: the SDK does not retry and redirects are not followed, so that whoever calls it
    /// decides what is sent where. Its <see cref="HttpClient"/> comes from <see cref="IHttpClientFactory"/> under the name
    /// <c>HybridInference.OpenAI:</c> and the key. Message handlers and loggers that are set for every client of the factory
    /// (<c>ConfigureHttpClientDefaults</c>) do not apply, as they may send a request again or log the key; add what is wanted to
    /// that name, after this call. An endpoint on this machine is called
    /// through a <see cref="LoopbackHttpHandler"/>, which uses no proxy.
    /// </para>
    /// <para>
    /// Settings are read once, when the client is first used, and validated at the start of the host.
    /// </para>
    /// </remarks>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key of the client, and the name of its options.</param>
    /// <param name="configuration">The section with the properties of <see cref="OpenAIChatClientOptions"/>.</param>
    /// <returns>A builder for the client's pipeline, such as telemetry.</returns>
    public static ChatClientBuilder AddOpenAIChatClient(
        this IServiceCollection services, string serviceKey, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        ArgumentNullException.ThrowIfNull(configuration);

        services.AddOptionsWithValidateOnStart<OpenAIChatClientOptions>(serviceKey).Bind(configuration);
        return services.AddClient(serviceKey);
    }

    private static ChatClientBuilder AddClient(this IServiceCollection services, string serviceKey)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OpenAIChatClientOptions>, OpenAIChatClientOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFailureClassifier, OpenAIFailureClassifier>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRawRepresentationReader, OpenAIRawRepresentationReader>());
        services.AddRemoteHttpClient(serviceKey);
        return services.AddKeyedChatClient(serviceKey, provider => OpenAIChatClientFactory.Create(
            provider.GetOptions(serviceKey),
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientPrefix + serviceKey),
            RemoteHttpHandler.FindLoopback(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(HttpClientPrefix + serviceKey))));
    }

    private static void AddRemoteHttpClient(this IServiceCollection services, string serviceKey) =>
        services.AddHttpClient(HttpClientPrefix + serviceKey)
            // The SDK has its own timeout, which streams need.
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => RemoteHttpHandler.Create(provider.GetOptions(serviceKey)))
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            // The default logger redacts headers in its text but, observed, not in its structured state: the key would be in it.
            .RemoveAllLoggers()
            // One client lives as long as the application: connections are renewed, not handlers.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

    private static OpenAIChatClientOptions GetOptions(this IServiceProvider provider, string serviceKey) =>
        provider.GetRequiredService<IOptionsMonitor<OpenAIChatClientOptions>>().Get(serviceKey);
}
