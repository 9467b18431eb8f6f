namespace HybridInference;

/// <summary>One of the calls of a race, which can be cancelled without the other one.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Call">Its call, up to what decides the race.</param>
/// <param name="Cancellation">Cancels the call, and is cancelled with the request.</param>
internal sealed record HedgeLeg<TAttempt, TCall>(TAttempt Attempt, TCall Call, CancellationTokenSource Cancellation);
