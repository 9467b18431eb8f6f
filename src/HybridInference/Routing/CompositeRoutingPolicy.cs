using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridInference;

/// <summary>Asks several policies and combines their verdicts. What a policy that fails means is its own <see cref="IRoutingPolicy.FailureMode"/>.</summary>
/// <remarks>Thread-safe if its policies are. Composites may hold composites.</remarks>
public sealed partial class CompositeRoutingPolicy : IRoutingPolicy
{
    /// <summary>The time a policy may take when no other is given: 5 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly IRoutingPolicy[] _policies;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    /// <summary>Initializes the composite.</summary>
    /// <param name="policies">The policies. Their order does not matter to the verdict.</param>
    /// <param name="timeout">The time each policy may take, <see cref="DefaultTimeout"/> when <see langword="null"/>.</param>
    /// <param name="timeProvider">The clock, the system's when <see langword="null"/>.</param>
    /// <param name="logger">Receives a warning for each policy that fails.</param>
    public CompositeRoutingPolicy(
        IEnumerable<IRoutingPolicy> policies,
        TimeSpan? timeout = null,
        TimeProvider? timeProvider = null,
        ILogger<CompositeRoutingPolicy>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(policies);
        _policies = [.. policies];
        _timeout = timeout ?? DefaultTimeout;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<CompositeRoutingPolicy>.Instance;
    }

    /// <inheritdoc/>
    public string Name => RoutingPolicies.Composite;

    /// <summary>Gets the policies, in the order in which they are asked.</summary>
    public IReadOnlyList<IRoutingPolicy> Policies => _policies;

    /// <inheritdoc/>
    public async ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (IRoutingPolicy policy in _policies)
        {
            verdict = verdict.Combine(await AskAsync(policy, context, cancellationToken).ConfigureAwait(false));
        }

        return verdict;
    }

    private async ValueTask<RoutingVerdict> AskAsync(IRoutingPolicy policy, ChatRoutingContext context, CancellationToken cancellationToken)
    {
        try
        {
            ValueTask<RoutingVerdict> verdict = policy.EvaluateAsync(context, cancellationToken);
            return verdict.IsCompletedSuccessfully
                ? verdict.Result
                : await verdict.AsTask().WaitAsync(_timeout, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) // A policy is anybody's code: whatever it throws, the request is judged without it, safely.
        {
            return Failed(policy, context, exception);
        }
    }

    /// <summary>Only the type of the exception is told: its message may quote the request.</summary>
    private RoutingVerdict Failed(IRoutingPolicy policy, ChatRoutingContext context, Exception exception)
    {
        string failure = exception.GetType().Name;
        LogPolicyFailed(policy.Name, failure, policy.FailureMode);
        if (policy.FailureMode == PolicyFailureMode.Preference)
        {
            return RoutingVerdict.Abstain;
        }

        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets.Where(target => target.IsRemote))
        {
            verdict = verdict.Combine(RoutingVerdict.Deny(target, RoutingReasons.PolicyFailed, $"{policy.Name}: {failure}"));
        }

        return verdict;
    }

    [LoggerMessage(LogLevel.Warning, "The routing policy '{Policy}' failed with {Failure}; it counts as {FailureMode}.")]
    private partial void LogPolicyFailed(string policy, string failure, PolicyFailureMode failureMode);
}
