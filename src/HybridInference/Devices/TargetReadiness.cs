namespace HybridInference;

/// <summary>How ready a target is at one moment.</summary>
/// <param name="State">The state.</param>
public sealed record TargetReadiness(ReadinessState State)
{
    /// <summary>Gets how much of the folder has been downloaded, from 0 to 1, while it is.</summary>
    public double? Progress { get; init; }

    /// <summary>Gets the requests that run or wait.</summary>
    public int Requests { get; init; }

    /// <summary>Gets why the state is <see cref="ReadinessState.Unsupported"/> or <see cref="ReadinessState.Failed"/>. Holds paths of files, never text of requests.</summary>
    public string? Cause { get; init; }

    /// <summary>Gets when the next load is tried while the state is <see cref="ReadinessState.Failed"/>; at once where the folder changes before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets whether a request could be served now, if only after the model is loaded.</summary>
    public bool IsUsable => State is ReadinessState.Cached or ReadinessState.Loading or ReadinessState.Ready or ReadinessState.Busy;
}
