namespace HybridInference;

/// <summary>Says where a request may and should run. A policy reads and judges; it never acts, calls a model or writes.</summary>
/// <remarks>Implementations are thread-safe: one instance judges all requests.</remarks>
public interface IRoutingPolicy
{
    /// <summary>Gets a name of low cardinality, for decisions, logs and metrics.</summary>
    string Name { get; }

    /// <summary>Gets what it means when <see cref="EvaluateAsync"/> throws or times out.</summary>
    /// <value>The default is <see cref="PolicyFailureMode.Safety"/>.</value>
    PolicyFailureMode FailureMode => PolicyFailureMode.Safety;

    /// <summary>
    /// Gets whether the policy and all it asks, such as an embedder or a judge, run on this device. One that sends any part of a
    /// request to another machine returns <see langword="false"/> and is refused beside a <see cref="PiiRoutingPolicy"/>.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    bool RunsLocally => true;

    /// <summary>Judges a request.</summary>
    /// <param name="context">The request and what is known of it. It must not be changed or kept.</param>
    /// <param name="cancellationToken">Cancelled with the request, or when the policy takes too long.</param>
    /// <returns>The verdict, <see cref="RoutingVerdict.Abstain"/> when the policy has no opinion.</returns>
    ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default);
}
