using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace HybridInference;

/// <summary>What the attempts of all requests of one hybrid client share.</summary>
internal sealed partial class AttemptServices
{
    private readonly ILogger _logger;

    public AttemptServices(
        IEnumerable<HybridTarget> targets, HybridChatClientServices services, HybridChatClientOptions options, AttemptBudget? budget, ILogger logger)
    {
        _logger = logger;
        Targets = targets.ToFrozenDictionary(target => target.Route.Name);
        Classifier = new(services.FailureClassifiers);
        RawRepresentations = new(services.RawRepresentationReaders);
        Metrics = new(services.MeterFactory);
        TimeProvider = services.TimeProvider;
        Breakers = Targets.Keys.ToFrozenDictionary(name => name, _ => new TargetBreaker(options.Breaker, services.TimeProvider, services.DeviceMemory));
        MaxAttempts = options.MaxAttempts;
        FailOverOnContentRefusal = options.FailOverOnContentRefusal;
        StreamInterruption = options.StreamInterruption;
        HoldBack = HoldBackLimits.Create(options.HoldBack);
        Hedging = HedgeRules.Create(options.Hedging, Targets.Values, services.DeviceConditions);
        TimeLimits = new(options, services.TimeProvider);
        Budget = budget;
        Detector = new(new MemoizingDetector(services.Detector));
        PrivacyRules = new(options.Privacy, options.TrustRawRepresentationFactory);
        var redactor = new Redactor(options.Privacy.Redaction, Detector, RawRepresentations, options.TrustRawRepresentationFactory);
        Portability = new(Issuers);
        StickyTargets = options.Stickiness.Enabled ? new(options.Stickiness.IdleTimeout, services.TimeProvider) : null;
        Egress = new(PrivacyRules, options.Privacy.Redaction, redactor, RawRepresentations, Memory, services.AskConsent);
    }

    public FrozenDictionary<string, HybridTarget> Targets { get; }

    public FailureClassifier Classifier { get; }

    /// <summary>Finds private data, for routing and for redaction: a text is looked at once for both.</summary>
    public EncodedTextDetector Detector { get; }

    public RawRepresentations RawRepresentations { get; }

    public HybridInferenceMetrics Metrics { get; }

    public TimeProvider TimeProvider { get; }

    /// <summary>Which targets should be left alone, by name.</summary>
    public FrozenDictionary<string, TargetBreaker> Breakers { get; }

    /// <summary>How many targets one request may try.</summary>
    public int MaxAttempts { get; }

    /// <summary>Whether a request whose content a target refused may go on to the next one.</summary>
    public bool FailOverOnContentRefusal { get; }

    /// <summary>What happens when a target fails in the middle of its answer.</summary>
    public StreamInterruption StreamInterruption { get; }

    /// <summary>How much of a stream is held back; nothing when <see langword="null"/>.</summary>
    public HoldBackLimits? HoldBack { get; }

    /// <summary>When a remote target is started beside a local one; never when <see langword="null"/>.</summary>
    public HedgeRules? Hedging { get; }

    /// <summary>How long requests and attempts may take.</summary>
    public TimeLimits TimeLimits { get; }

    /// <summary>Where attempts get their money; <see langword="null"/> when nobody counts.</summary>
    public AttemptBudget? Budget { get; }

    public PrivacyRules PrivacyRules { get; }

    public ConversationMemory Memory { get; } = new();

    public EgressGate Egress { get; }

    public IssuerMemory Issuers { get; } = new();

    public RequestPortability Portability { get; }

    /// <summary>Which target served a conversation last; <see langword="null"/> when that does not matter.</summary>
    public StickyTargets? StickyTargets { get; }

    public void FailedOver(string target, FailureKind kind)
    {
        LogFailover(target, kind);
        Metrics.FailedOver(target, kind);
    }

    public void CleanupFailed(string target, Exception exception) => LogCleanupFailed(target, exception.GetType().Name);

    [LoggerMessage(LogLevel.Warning, "The target '{Target}' failed ({Failure}); the next allowed target is tried.")]
    private partial void LogFailover(string target, FailureKind failure);

    [LoggerMessage(LogLevel.Warning, "The stream of the target '{Target}' could not be closed: {Failure}.")]
    private partial void LogCleanupFailed(string target, string failure);
}
