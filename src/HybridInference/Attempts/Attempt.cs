using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>One call of one target, timed and ended exactly once.</summary>
internal class Attempt(HybridTarget target, AttemptSequence sequence)
{
    private readonly long _start = sequence.TimeProvider.GetTimestamp();
    private bool _ended;

    public string Target => target.Route.Name;

    protected RouteTarget Route => target.Route;

    public TimeSpan? TimeToFirstContent { get; protected set; }

    protected IChatClient Client => target.Client;

    protected TimeSpan Elapsed => sequence.TimeProvider.GetElapsedTime(_start);

    protected OutgoingRequest Request { get; private set; }

    /// <summary>Makes what the target gets, and meets the conditions on which it may get it.</summary>
    /// <exception cref="RequestWithheldException">A condition is not met. Nothing was sent.</exception>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken) =>
        Request = await sequence.PrepareAsync(target.Route, cancellationToken).ConfigureAwait(false);

    public Task<ChatResponse> GetResponseAsync(CancellationToken cancellationToken) =>
        Client.GetResponseAsync(Request.Messages, Request.Options, cancellationToken);

    /// <summary>Takes a whole answer.</summary>
    /// <returns>The answer as the caller gets it.</returns>
    public ChatResponse Complete(ChatResponse answer)
    {
        ChatResponse response = Request.Redaction?.Restore(answer) ?? answer;
        if (sequence.IsAnswerPrivate(Route))
        {
            foreach (ChatMessage message in response.Messages)
            {
                sequence.RememberPrivate(message.Text);
            }
        }

        End(AttemptOutcome.Completed);
        return response;
    }

    /// <summary>Tells how the attempt ended. Only the first call counts.</summary>
    public void End(AttemptOutcome outcome, FailureKind? failure = null, Exception? exception = null)
    {
        if (!_ended)
        {
            _ended = true;
            sequence.Record(Snapshot(outcome, failure, exception));
        }
    }

    protected AttemptRecord Snapshot(AttemptOutcome outcome, FailureKind? failure = null, Exception? exception = null) =>
        new(Target, outcome, Elapsed)
        {
            TimeToFirstContent = TimeToFirstContent,
            Failure = failure,
            ExceptionType = exception?.GetType().Name,
        };
}
