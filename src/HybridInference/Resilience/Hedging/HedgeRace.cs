namespace HybridInference;

/// <summary>A local call of a request, and a remote one that is started when the local one has given nothing for some time. The first to answer wins.</summary>
/// <remarks>
/// One that fails leaves the other one as its failover. The loser is recorded and cancelled at once; it is closed and settled when its call has
/// ended, and nobody waits for that.
/// </remarks>
/// <param name="sequence">The attempts of the request.</param>
/// <param name="delay">How long the local call may give nothing.</param>
/// <param name="create">Makes an attempt.</param>
/// <param name="call">Calls a target, up to what decides the race.</param>
internal sealed class HedgeRace<TAttempt, TCall>(
    AttemptSequence sequence, TimeSpan delay, Func<HybridTarget, TAttempt> create, Func<TAttempt, CancellationToken, TCall> call)
    where TAttempt : Attempt
    where TCall : Task
{
    /// <summary>The one that won, or whose failure is the request's.</summary>
    public HedgeLeg<TAttempt, TCall> Last { get; private set; } = null!;

    /// <summary>Runs the race until only one call is left, whose end is still to be waited for.</summary>
    public async ValueTask<HedgeLeg<TAttempt, TCall>> RunAsync(TAttempt local, CancellationToken cancellationToken)
    {
        Last = Start(local, cancellationToken);
        bool isInTime = await TimedWait.IsCompletedAsync(Last.Call, delay, sequence.TimeProvider).ConfigureAwait(false);
        if (!isInTime && !cancellationToken.IsCancellationRequested && sequence.TryTakeHedge() is { } target)
        {
            Last = await DecideAsync(Last, Start(create(target), cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return Last;
    }

    private HedgeLeg<TAttempt, TCall> Start(TAttempt attempt, CancellationToken cancellationToken)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new(attempt, call(attempt, cancellation.Token), cancellation);
    }

    private async ValueTask<HedgeLeg<TAttempt, TCall>> DecideAsync(
        HedgeLeg<TAttempt, TCall> local, HedgeLeg<TAttempt, TCall> hedge, CancellationToken cancellationToken)
    {
        await Task.WhenAny(local.Call, hedge.Call).ConfigureAwait(false);
        (HedgeLeg<TAttempt, TCall> first, HedgeLeg<TAttempt, TCall> other) = local.Call.IsCompleted ? (local, hedge) : (hedge, local);
        if (first.Call.IsCompletedSuccessfully || cancellationToken.IsCancellationRequested || (first == local && sequence.IsFinal(local.Call)))
        {
            Lose(other, cancellationToken.IsCancellationRequested ? AttemptOutcome.Cancelled : AttemptOutcome.Lost);
            return first;
        }

        await FailAsync(first, isFailover: first == local).ConfigureAwait(false);
        return other;
    }

    private async ValueTask FailAsync(HedgeLeg<TAttempt, TCall> leg, bool isFailover)
    {
        using CancellationTokenSource cancellation = leg.Cancellation;
        try
        {
            await leg.Call.ConfigureAwait(false);
        }
        catch (Exception exception) // Any client's exception: recorded, while the other call goes on.
        {
            await sequence.FailHedgedAsync(leg.Attempt, exception, isFailover).ConfigureAwait(false);
        }

        await leg.Attempt.CloseAsync().ConfigureAwait(false);
    }

    private void Lose(HedgeLeg<TAttempt, TCall> leg, AttemptOutcome outcome)
    {
        leg.Attempt.Lose(outcome);
        _ = CloseAsync(leg, outcome);
    }

    private async Task CloseAsync(HedgeLeg<TAttempt, TCall> leg, AttemptOutcome outcome)
    {
        try
        {
            await leg.Cancellation.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)leg.Call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await leg.Attempt.SettleLostAsync(outcome, leg.Call).ConfigureAwait(false);
            await leg.Attempt.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) // Nobody waits for this, so that nobody else could tell of it.
        {
            sequence.CleanupFailed(leg.Attempt, exception);
        }
        finally
        {
            leg.Cancellation.Dispose();
        }
    }
}
