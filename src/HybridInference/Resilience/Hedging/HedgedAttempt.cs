using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>A local attempt that may get a remote one beside it. The first answer is taken.</summary>
internal sealed class HedgedAttempt(Attempt local, AttemptSequence sequence, TimeSpan delay) : IAttempt
{
    private readonly HedgeRace<Attempt, Task<ChatResponse>> _race = new(sequence, delay, target => new(target, sequence) { IsHedge = true }, CallAsync);

    /// <summary>Each of the two is prepared when it begins.</summary>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => default;

    public async Task<ChatResponse> GetResponseAsync(CancellationToken cancellationToken)
    {
        HedgeLeg<Attempt, Task<ChatResponse>> last = await _race.RunAsync(local, cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource cancellation = last.Cancellation;
        return await last.Call.ConfigureAwait(false);
    }

    public ValueTask<ChatResponse> CompleteAsync(ChatResponse answer) => _race.Last.Attempt.CompleteAsync(answer);

    public ValueTask<bool> FailAsync(Exception exception, CancellationToken cancellationToken) =>
        _race.Last.Attempt.FailAsync(exception, cancellationToken);

    private static async Task<ChatResponse> CallAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await attempt.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await attempt.GetResponseAsync(cancellationToken).ConfigureAwait(false);
    }
}
