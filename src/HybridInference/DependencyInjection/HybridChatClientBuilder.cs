using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using HybridInference;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says what a hybrid chat client is made of: targets, policies and options.</summary>
/// <remarks>
/// The default policies are there from the start; <see cref="AddPolicy{TPolicy}"/> adds to them and
/// <see cref="RemovePolicy{TPolicy}"/> takes one out. Used while services are registered, by one thread.
/// </remarks>
public sealed class HybridChatClientBuilder
{
    private readonly string _optionsName;
    private readonly List<Func<IServiceProvider, HybridTarget>> _targets = [];
    private readonly List<PolicyRegistration> _policies = [.. PolicyRegistration.Defaults];
    private Func<IServiceProvider, IPiiDetector>? _detector;
    private ConsentCallback? _askConsent;
    private BudgetOptions? _budget;

    internal HybridChatClientBuilder(IServiceCollection services, string optionsName)
    {
        Services = services;
        _optionsName = optionsName;
    }

    /// <summary>Gets the services to which the client is added.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a chat client that runs on this device.</summary>
    /// <param name="serviceKey">The key of a registered <see cref="IChatClient"/>, which is also the target's name.</param>
    /// <param name="capabilities">What the target can do, when the client does not say it itself.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder UseLocal(string serviceKey, TargetCapabilities? capabilities = null) =>
        Use(provider => HybridTarget.Local(GetClient(provider, serviceKey, nameof(UseLocal)), serviceKey, capabilities), serviceKey);

    /// <summary>Adds a chat client that sends requests to another machine.</summary>
    /// <param name="serviceKey">The key of a registered <see cref="IChatClient"/>, which is also the target's name.</param>
    /// <param name="capabilities">What the target can do, when the client does not say it itself.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder UseRemote(string serviceKey, TargetCapabilities? capabilities = null) =>
        Use(provider => HybridTarget.Remote(GetClient(provider, serviceKey, nameof(UseRemote)), serviceKey, capabilities), serviceKey);

    /// <summary>Adds a policy made by the container, in place of one of the same type.</summary>
    /// <typeparam name="TPolicy">The type of the policy.</typeparam>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder AddPolicy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>()
        where TPolicy : class, IRoutingPolicy =>
        Add(new(typeof(TPolicy), (provider, _) => ActivatorUtilities.GetServiceOrCreateInstance<TPolicy>(provider)));

    /// <summary>Adds a policy, in place of one of the same type.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder AddPolicy(IRoutingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Add(new(policy.GetType(), (_, _) => policy));
    }

    /// <summary>Takes a policy out. Without <see cref="PiiRoutingPolicy"/>, private data may leave the device.</summary>
    /// <typeparam name="TPolicy">The type of the policy.</typeparam>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder RemovePolicy<TPolicy>()
        where TPolicy : IRoutingPolicy
    {
        _policies.RemoveAll(registration => registration.Type == typeof(TPolicy));
        return this;
    }

    /// <summary>Sets the detector of private data.</summary>
    /// <param name="detector">The detector, which must run on this device.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder UsePiiDetector(IPiiDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        _detector = _ => detector;
        return this;
    }

    /// <summary>
    /// Limits what remote targets may cost. The budgets are kept by the registered <see cref="IBudgetStore"/>, in memory when there is none,
    /// and every attempt is written to the registered <see cref="IUsageLedger"/>, if there is one.
    /// </summary>
    /// <param name="configure">Sets budgets and prices.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder UseBudget(Action<BudgetOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _budget ??= new();
        configure(_budget);
        return this;
    }

    /// <summary>Sets what asks the user for consent, for the categories with <see cref="PrivateDataHandling.AskConsent"/>.</summary>
    /// <param name="askConsent">Asks the user.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder AskConsent(ConsentCallback askConsent)
    {
        ArgumentNullException.ThrowIfNull(askConsent);
        _askConsent = askConsent;
        return this;
    }

    /// <summary>Changes the options.</summary>
    /// <param name="configure">Changes them.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder Configure(Action<HybridChatClientOptions> configure)
    {
        Services.Configure(_optionsName, configure);
        return this;
    }

    /// <summary>Binds the options to configuration.</summary>
    /// <param name="configuration">The section that holds the options' properties.</param>
    /// <returns>This builder.</returns>
    public HybridChatClientBuilder Configure(IConfiguration configuration)
    {
        Services.Configure<HybridChatClientOptions>(_optionsName, configuration);
        return this;
    }

    internal HybridChatClient Build(IServiceProvider provider)
    {
        HybridChatClientOptions options = provider.GetRequiredService<IOptionsMonitor<HybridChatClientOptions>>().Get(_optionsName);
        var services = new HybridChatClientServices
        {
            Detector = _detector?.Invoke(provider) ?? provider.GetService<IPiiDetector>() ?? PiiDetector.Default,
            AskConsent = _askConsent,
            Budget = _budget,
            BudgetStore = provider.GetService<IBudgetStore>(),
            UsageLedger = provider.GetService<IUsageLedger>(),
            RawRepresentationReaders = [.. provider.GetServices<IRawRepresentationReader>()],
            FailureClassifiers = [.. provider.GetServices<IFailureClassifier>()],
            DeviceMemory = provider.GetService<IDeviceMemory>() ?? DeviceMemory.Default,
            DeviceConditions = provider.GetService<IDeviceConditions>() ?? SystemDeviceConditions.Instance,
            LoggerFactory = provider.GetService<ILoggerFactory>(),
            MeterFactory = provider.GetService<IMeterFactory>(),
            TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System,
        };
        return new(
            _targets.Select(create => create(provider)),
            [.. _policies.Select(registration => registration.Create(provider, options))],
            options,
            services);
    }

    private static IChatClient GetClient(IServiceProvider provider, string serviceKey, string method) =>
        provider.GetKeyedService<IChatClient>(serviceKey) ?? throw new InvalidOperationException(
            $"{method}(\"{serviceKey}\") names no chat client. Register one under that key, for example with AddKeyedChatClient(\"{serviceKey}\", ...).");

    private HybridChatClientBuilder Use(Func<IServiceProvider, HybridTarget> create, string serviceKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        _targets.Add(create);
        return this;
    }

    private HybridChatClientBuilder Add(PolicyRegistration added)
    {
        _policies.RemoveAll(registration => registration.Type == added.Type);
        _policies.Add(added);
        return this;
    }
}
