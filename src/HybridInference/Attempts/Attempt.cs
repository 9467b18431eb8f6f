using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>One call of one target, timed and ended exactly once.</summary>
internal class Attempt(HybridTarget target, AttemptSequence sequence)
{
    private readonly long _start = sequence.TimeProvider.GetTimestamp();
    private bool _ended;

    public string Target => target.Route.Name;

    public TimeSpan? TimeToFirstContent { get; protected set; }

    protected IChatClient Client => target.Client;

    protected IReadOnlyList<ChatMessage> Messages => sequence.Messages;

    protected ChatOptions? Options => TargetOptions.For(target.Route, sequence.Options);

    protected TimeSpan Elapsed => sequence.TimeProvider.GetElapsedTime(_start);

    public Task<ChatResponse> GetResponseAsync(CancellationToken cancellationToken) =>
        Client.GetResponseAsync(Messages, Options, cancellationToken);

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
