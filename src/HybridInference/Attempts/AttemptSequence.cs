using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The attempts of one request: walks the allowed targets in order and records each attempt.</summary>
/// <remarks>The only way from a decision to a client. It never leaves the decision's frozen list.</remarks>
internal sealed class AttemptSequence(ChatRoutingContext context, RoutingDecision decision, AttemptServices services, bool streaming)
{
    private List<Exception>? _failures;
    private int _next;

    public RoutingDecision Decision { get; private set; } = decision;

    public IReadOnlyList<ChatMessage> Messages => context.Messages;

    public ChatOptions? Options => context.Options;

    public TimeProvider TimeProvider => services.TimeProvider;

    private int AllowedAttempts => Math.Min(Decision.Targets.Length, services.MaxAttempts);

    public Attempt Begin() => new(NextTarget(), this);

    public StreamingAttempt BeginStreaming() => new(NextTarget(), this);

    public void Record(AttemptRecord attempt)
    {
        Decision = Decision.With(attempt);
        services.Metrics.Attempted(attempt, streaming);
    }

    public FailureKind Classify(Exception exception) => services.Classifier.Classify(exception);

    public void CleanupFailed(Attempt attempt, Exception exception) => services.CleanupFailed(attempt.Target, exception);

    /// <summary>Records that an attempt failed before it gave any content.</summary>
    /// <returns><see langword="true"/> when the next target is to be tried, <see langword="false"/> when the exception is to be thrown on.</returns>
    /// <exception cref="AllTargetsFailedException">This was not the first attempt, and there is no other target to try.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled, and the target threw something else.</exception>
    public bool Fail(Attempt attempt, Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            attempt.End(AttemptOutcome.Cancelled, exception: exception);
            return exception is OperationCanceledException
                ? false
                : throw new OperationCanceledException("The request was cancelled.", exception, cancellationToken);
        }

        FailureKind kind = Classify(exception);
        attempt.End(AttemptOutcome.Failed, kind, exception);
        (_failures ??= []).Add(exception);
        if (kind != FailureKind.Permanent && _next < AllowedAttempts)
        {
            services.FailedOver(attempt.Target, kind);
            return true;
        }

        return _failures.Count == 1 ? false : throw new AllTargetsFailedException(Decision, _failures);
    }

    private HybridTarget NextTarget() => services.Targets[Decision.Targets[_next++]];
}
