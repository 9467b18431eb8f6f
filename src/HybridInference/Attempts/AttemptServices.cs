using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace HybridInference;

/// <summary>What the attempts of all requests of one hybrid client share.</summary>
internal sealed partial class AttemptServices(IEnumerable<HybridTarget> targets, HybridChatClientServices services, int maxAttempts, ILogger logger)
{
    private readonly ILogger _logger = logger;

    public FrozenDictionary<string, HybridTarget> Targets { get; } = targets.ToFrozenDictionary(target => target.Route.Name);

    public FailureClassifier Classifier { get; } = new(services.FailureClassifiers);

    public HybridInferenceMetrics Metrics { get; } = new(services.MeterFactory);

    public TimeProvider TimeProvider => services.TimeProvider;

    public int MaxAttempts => maxAttempts;

    public void FailedOver(string target, FailureKind kind)
    {
        LogFailover(target, kind);
        Metrics.FailedOver(target, kind);
    }

    public void CleanupFailed(string target, Exception exception) => LogCleanupFailed(target, exception.GetType().Name);

    [LoggerMessage(LogLevel.Warning, "The target '{Target}' failed ({Failure}) before it gave any content; the next allowed target is tried.")]
    private partial void LogFailover(string target, FailureKind failure);

    [LoggerMessage(LogLevel.Warning, "The stream of the target '{Target}' could not be closed: {Failure}.")]
    private partial void LogCleanupFailed(string target, string failure);
}
