using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>A local stream that may get a remote one beside it while it is opened. The first content decides which one the caller reads.</summary>
internal sealed class HedgedStreamingAttempt(StreamingAttempt local, AttemptSequence sequence, TimeSpan delay) : IStreamingAttempt
{
    private readonly HedgeRace<StreamingAttempt, Task> _race = new(
        sequence, delay, target => new(target, sequence) { IsHedge = true }, (attempt, cancellationToken) => attempt.ReachContentAsync(cancellationToken));

    public ChatResponseUpdate Current => _race.Last.Attempt.Current;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        HedgeLeg<StreamingAttempt, Task> last = await _race.RunAsync(local, cancellationToken).ConfigureAwait(false);
        await last.Call.ConfigureAwait(false);
        await last.Attempt.HoldBackAsync().ConfigureAwait(false);
    }

    public ValueTask<bool> MoveNextAsync() => _race.Last.Attempt.MoveNextAsync();

    public async ValueTask<bool> FailAsync(Exception exception)
    {
        using CancellationTokenSource cancellation = _race.Last.Cancellation;
        return await _race.Last.Attempt.FailAsync(exception).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _race.Last.Attempt.DisposeAsync().ConfigureAwait(false);
        _race.Last.Cancellation.Dispose();
    }
}
