using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>One call of one target: prepared, timed, and ended and settled exactly once.</summary>
internal class Attempt(HybridTarget target, AttemptSequence sequence) : IAttempt
{
    private readonly long _start = sequence.TimeProvider.GetTimestamp();
    private AttemptReservation? _reservation;
    private bool _ended;

    public string Target => target.Route.Name;

    /// <summary>Whether another attempt had begun and not ended when this one began.</summary>
    public bool IsHedge { get; init; }

    /// <summary>The time to the first content, if the attempt tells it.</summary>
    protected virtual TimeSpan? TimeToFirstContent => null;

    protected RouteTarget Route => target.Route;

    protected IChatClient Client => target.Client;

    protected OutgoingRequest Request { get; private set; }

    /// <summary>Whether somebody wants to know what the attempt costs.</summary>
    protected bool IsCounted => _reservation is not null;

    protected TimeSpan Elapsed => sequence.TimeProvider.GetElapsedTime(_start);

    /// <summary>Makes what the target gets, meets the conditions on which it may get it, and reserves what it can cost.</summary>
    /// <exception cref="RequestWithheldException">A condition is not met. Nothing was sent.</exception>
    /// <exception cref="BudgetExhaustedException">A budget has no room. Nothing was sent.</exception>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        Request = await sequence.PrepareAsync(Route, cancellationToken).ConfigureAwait(false);
        _reservation = await sequence.ReserveAsync(Route, cancellationToken).ConfigureAwait(false);
        if (_reservation?.MaxOutputTokens is { } cap)
        {
            Request = Request with { Options = TargetOptions.WithCap(Request.Options, cap) };
        }

        sequence.Begin(Route);
    }

    public Task<ChatResponse> GetResponseAsync(CancellationToken cancellationToken) =>
        sequence.StartClock(Route, cancellationToken) is { } clock
            ? TimeLimitedCall.GetResponseAsync(Client, Request, clock)
            : Client.GetResponseAsync(Request.Messages, Request.Options, cancellationToken);

    /// <summary>Takes a whole answer.</summary>
    /// <returns>The answer as the caller gets it.</returns>
    public async ValueTask<ChatResponse> CompleteAsync(ChatResponse answer)
    {
        sequence.Learn(Route, Request.Options, answer);
        ChatResponse response = Request.Redaction?.Restore(answer) ?? answer;
        if (sequence.IsAnswerPrivate(Route))
        {
            foreach (ChatMessage message in response.Messages)
            {
                sequence.RememberPrivate(message.Text);
            }
        }

        long? received = IsCounted ? answer.Messages.Sum(message => TokenEstimator.Estimate(message.Contents)) : null;
        await EndAsync(new(AttemptOutcome.Completed, answer.Usage) { ReceivedTokens = received }).ConfigureAwait(false);
        return response;
    }

    /// <summary>Records that the call failed before it gave anything.</summary>
    /// <returns>As <see cref="AttemptSequence.FailAsync"/>, and so are the exceptions.</returns>
    public ValueTask<bool> FailAsync(Exception exception, CancellationToken cancellationToken) => sequence.FailAsync(this, exception, cancellationToken);

    /// <summary>Records that the answer of another attempt is taken, while the call of this one still has to end.</summary>
    public void Lose(AttemptOutcome outcome)
    {
        _ended = true;
        sequence.Record(Snapshot(outcome), exception: null);
    }

    /// <summary>Settles an attempt that lost, when its call has ended.</summary>
    public ValueTask SettleLostAsync(AttemptOutcome outcome, Task call) =>
        _reservation is null ? default : sequence.SettleAsync(_reservation, LostEnd(outcome, call));

    /// <summary>Closes what the call left open.</summary>
    public virtual ValueTask CloseAsync() => default;

    /// <summary>Tells how the attempt ended, and settles what it cost. Only the first call counts.</summary>
    public async ValueTask EndAsync(AttemptEnd end, FailureKind? failure = null, Exception? exception = null)
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        sequence.Record(Snapshot(end.Outcome, failure, exception), exception);
        if (_reservation is not null)
        {
            await sequence.SettleAsync(_reservation, WithReceived(end)).ConfigureAwait(false);
        }
    }

    /// <summary>Adds to an end what the attempt knows to have received.</summary>
    protected virtual AttemptEnd WithReceived(AttemptEnd end) => end;

    /// <summary>Tells what a call that lost cost.</summary>
    protected virtual AttemptEnd LostEnd(AttemptOutcome outcome, Task call) =>
        new(outcome, call.IsCompletedSuccessfully ? (call as Task<ChatResponse>)?.Result.Usage : null) { IsRefused = sequence.IsRefusal(call) };

    protected AttemptRecord Snapshot(AttemptOutcome outcome, FailureKind? failure = null, Exception? exception = null) =>
        new(Target, outcome, Elapsed)
        {
            TimeToFirstContent = TimeToFirstContent,
            IsHedge = IsHedge,
            Failure = failure,
            WithheldReason = WithheldReasonOf(exception),
            ExceptionType = exception?.GetType().Name,
            Adaptations = Request.Adaptations,
            DroppedOptions = Request.DroppedOptions,
        };

    private static string? WithheldReasonOf(Exception? exception) => exception switch
    {
        RequestWithheldException withheld => withheld.Reason,
        BudgetExhaustedException => RoutingReasons.BudgetExhausted,
        _ => null,
    };
}
