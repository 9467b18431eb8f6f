using HybridInference;
using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers local ONNX models.</summary>
public static class OnnxChatClientServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="OnnxChatClient"/> as a keyed singleton. The model is loaded by its first request, not here.</summary>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key of the client, such as <c>"local"</c>; <see langword="null"/> for a client without one.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts.</param>
    /// <returns>A builder for the pipeline around the client.</returns>
    public static ChatClientBuilder AddOnnxChatClient(
        this IServiceCollection services, object? serviceKey, Action<OnnxChatClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions(services, serviceKey).Configure(configure);
        return AddClient(services, serviceKey);
    }

    /// <inheritdoc cref="AddOnnxChatClient(IServiceCollection, object?, Action{OnnxChatClientOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key of the client, such as <c>"local"</c>; <see langword="null"/> for a client without one.</param>
    /// <param name="section">The section whose keys are the names of the options.</param>
    public static ChatClientBuilder AddOnnxChatClient(
        this IServiceCollection services, object? serviceKey, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        AddOptions(services, serviceKey).Bind(section);
        return AddClient(services, serviceKey);
    }

    /// <summary>
    /// Warms up an <see cref="OnnxChatClient"/> in the background when the host starts: see <see cref="OnnxChatClient.WarmUpAsync"/>. What is
    /// reached is logged; a model that fails is logged as a warning and does not stop the application.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key that the client was added with.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOnnxWarmUp(this IServiceCollection services, object? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IHostedService>(provider => new WarmUpService(
            provider.GetRequiredKeyedService<IChatClient>(serviceKey).GetRequiredService<OnnxChatClient>(),
            OptionsName(serviceKey),
            provider.GetService<ILoggerFactory>()));
    }

    private static OptionsBuilder<OnnxChatClientOptions> AddOptions(IServiceCollection services, object? serviceKey)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFailureClassifier, OnnxFailureClassifier>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OnnxChatClientOptions>, OnnxChatClientOptionsValidator>());
        return services.AddOptions<OnnxChatClientOptions>(OptionsName(serviceKey)).ValidateOnStart();
    }

    private static ChatClientBuilder AddClient(IServiceCollection services, object? serviceKey) =>
        services.AddKeyedChatClient(serviceKey, provider => new OnnxChatClient(
            provider.GetRequiredService<IOptionsMonitor<OnnxChatClientOptions>>().Get(OptionsName(serviceKey)),
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));

    private static string OptionsName(object? serviceKey) => serviceKey?.ToString() ?? Options.Options.DefaultName;
}
