using HybridInference;
using HybridInference.OnnxRuntimeGenAI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers local models that run in ONNX Runtime GenAI.</summary>
public static class GenAIChatClientServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="GenAIChatClient"/> as a keyed singleton. The model is loaded by its first request, not here.</summary>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key of the client, such as <c>"local"</c>; <see langword="null"/> for a client without one.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts.</param>
    /// <returns>A builder for the pipeline around the client.</returns>
    public static ChatClientBuilder AddGenAIChatClient(
        this IServiceCollection services, object? serviceKey, Action<GenAIChatClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions(services, serviceKey).Configure(configure);
        return AddClient(services, serviceKey);
    }

    /// <inheritdoc cref="AddGenAIChatClient(IServiceCollection, object?, Action{GenAIChatClientOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key of the client, such as <c>"local"</c>; <see langword="null"/> for a client without one.</param>
    /// <param name="section">The section whose keys are the names of the options.</param>
    public static ChatClientBuilder AddGenAIChatClient(
        this IServiceCollection services, object? serviceKey, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        AddOptions(services, serviceKey).Bind(section);
        return AddClient(services, serviceKey);
    }

    private static OptionsBuilder<GenAIChatClientOptions> AddOptions(IServiceCollection services, object? serviceKey)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFailureClassifier, GenAIFailureClassifier>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<GenAIChatClientOptions>, GenAIChatClientOptionsValidator>());
        return services.AddOptions<GenAIChatClientOptions>(OptionsName(serviceKey)).ValidateOnStart();
    }

    private static ChatClientBuilder AddClient(IServiceCollection services, object? serviceKey) =>
        services.AddKeyedChatClient(serviceKey, provider => new GenAIChatClient(
            provider.GetRequiredService<IOptionsMonitor<GenAIChatClientOptions>>().Get(OptionsName(serviceKey)),
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));

    private static string OptionsName(object? serviceKey) => serviceKey?.ToString() ?? Options.Options.DefaultName;
}
