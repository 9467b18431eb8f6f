using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>One streamed call of one target: opened up to its first content, then pumped to its end.</summary>
/// <remarks>
/// The first update with content commits the attempt, or, with <see cref="HoldBackOptions"/>, the one with which there is enough. Updates before
/// it, such as one that carries only the role, are held, so that a target that fails until then leaves no trace in the caller's stream.
/// </remarks>
internal sealed class StreamingAttempt(HybridTarget target, AttemptSequence sequence) : Attempt(target, sequence), IStreamingAttempt
{
    private readonly AttemptSequence _sequence = sequence;
    private readonly Queue<ChatResponseUpdate> _held = new();
    private readonly StringBuilder _delivered = new(sequence.Continued?.Text);
    private UsageDetails? _usage;
    private long _receivedTokens;
    private string? _conversationId;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private readonly MessageLabel? _label = sequence.CreateLabel();
    private StreamingRestorer? _restorer;
    private CancellationToken _cancellationToken;
    private TimeSpan? _timeToFirstContent;
    private bool _atEnd;
    private bool _first = true;
    private bool _hasFinishReason;
    private bool _hasMoreThanText;

    public ChatResponseUpdate Current { get; private set; } = null!;

    protected override TimeSpan? TimeToFirstContent => _timeToFirstContent;

    /// <summary>A call that was made cannot be taken back, and half a structure is nothing to show.</summary>
    private bool MayBeTakenOver => !_hasMoreThanText && Request.Options?.ResponseFormat is not ChatResponseFormatJson;

    /// <summary>Calls the target and reads as much of its answer as commits the attempt.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) =>
        _sequence.HoldBack is null ? ReachContentAsync(cancellationToken) : ReachEnoughAsync(cancellationToken);

    /// <summary>Calls the target and reads up to its first content.</summary>
    public async Task ReachContentAsync(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        _restorer = Request.Redaction?.ForStream();
        _updates = _sequence.HoldBack is { } limits
            ? new HeldBackUpdates(Call, limits, _sequence.TimeProvider, cancellationToken)
            : Call(cancellationToken);
        while (_timeToFirstContent is null && !_atEnd)
        {
            await ReadAsync(_updates).ConfigureAwait(false);
        }
    }

    /// <summary>Reads on from the first content until nothing has to be held back any more.</summary>
    public async Task HoldBackAsync()
    {
        while (_updates is HeldBackUpdates { IsOver: false } updates && !_atEnd && await updates.WaitAsync().ConfigureAwait(false))
        {
            await ReadAsync(updates).ConfigureAwait(false);
        }
    }

    /// <summary>Moves to the next update of the opened stream.</summary>
    /// <returns><see langword="false"/> at the end, or when the target failed and another one takes over.</returns>
    /// <exception cref="StreamInterruptedException">The target failed.</exception>
    public async ValueTask<bool> MoveNextAsync()
    {
        if (_held.Count == 0 && !_atEnd)
        {
            await PumpAsync(_updates!).ConfigureAwait(false);
        }

        if (_held.TryDequeue(out ChatResponseUpdate? update))
        {
            Deliver(update);
            return true;
        }

        await EndAsync(_hasFinishReason ? AttemptOutcome.Completed : AttemptOutcome.Truncated).ConfigureAwait(false);
        return false;
    }

    /// <summary>Records that the stream could not be opened, and closes what was opened of it.</summary>
    /// <returns>As <see cref="AttemptSequence.FailAsync"/>, and so are the exceptions.</returns>
    public async ValueTask<bool> FailAsync(Exception exception)
    {
        try
        {
            return await _sequence.FailAsync(this, exception, _cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    public override ValueTask CloseAsync() => DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await EndAsync(AttemptOutcome.Abandoned).ConfigureAwait(false);
        if (_sequence.IsAnswerPrivate(Route))
        {
            _sequence.RememberPrivate(_delivered.ToString());
        }

        if (_updates is null)
        {
            return;
        }

        try
        {
            await _updates.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) // How the attempt ended is recorded; a client that cannot clean up must not hide it.
        {
            _sequence.CleanupFailed(this, exception);
        }
    }

    /// <summary>What came before a failure has its price, also when the caller never got it.</summary>
    protected override AttemptEnd WithReceived(AttemptEnd end) =>
        _timeToFirstContent is null ? end : end with { Usage = _usage, ReceivedTokens = _receivedTokens };

    protected override AttemptEnd LostEnd(AttemptOutcome outcome, Task call) =>
        base.LostEnd(outcome, call) with { Usage = _usage, ReceivedTokens = _receivedTokens };

    private async Task ReachEnoughAsync(CancellationToken cancellationToken)
    {
        await ReachContentAsync(cancellationToken).ConfigureAwait(false);
        await HoldBackAsync().ConfigureAwait(false);
    }

    private IAsyncEnumerator<ChatResponseUpdate> Call(CancellationToken cancellationToken) =>
        _sequence.StartClock(Route, cancellationToken) is { } clock
            ? new TimeLimitedUpdates(Client, Request, clock)
            : Client.GetStreamingResponseAsync(Request.Messages, Request.Options, cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async ValueTask PumpAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            await ReadAsync(updates).ConfigureAwait(false);
        }
        catch (Exception exception) when (_cancellationToken.IsCancellationRequested)
        {
            await EndAsync(AttemptOutcome.Cancelled, exception: exception).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) // Whatever a client throws here, part of its answer is out: it is told as one thing.
        {
            FailureKind kind = _sequence.Classify(exception);
            await EndAsync(AttemptOutcome.Failed, kind, exception).ConfigureAwait(false);
            var interruption = new StreamInterruptedException(Target, _delivered.ToString(), exception);
            if (!MayBeTakenOver || !_sequence.TryTakeOver(this, kind, interruption, Current.MessageId))
            {
                throw interruption;
            }

            _atEnd = true;
        }
    }

    private async ValueTask ReadAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        if (!await updates.MoveNextAsync().ConfigureAwait(false))
        {
            _atEnd = true;
            HoldRest();
            return;
        }

        if (IsCounted)
        {
            Count(updates.Current);
        }

        _conversationId = _sequence.Learn(Route, Request.Options, updates.Current, _conversationId);
        ChatResponseUpdate update = _restorer?.Process(updates.Current) ?? updates.Current;
        _held.Enqueue(update);
        _hasFinishReason |= update.FinishReason is not null;
        if (_timeToFirstContent is null && AnswerContent.IsIn(update))
        {
            _timeToFirstContent = Elapsed;
        }
    }

    private ValueTask EndAsync(AttemptOutcome outcome, FailureKind? failure = null, Exception? exception = null) =>
        EndAsync(new AttemptEnd(outcome, _usage) { ReceivedTokens = _receivedTokens }, failure, exception);

    /// <summary>Counts what an update costs. Usage may come in parts.</summary>
    private void Count(ChatResponseUpdate update)
    {
        _receivedTokens += TokenEstimator.Estimate(update.Contents);
        for (int i = 0; i < update.Contents.Count; i++)
        {
            if (update.Contents[i] is UsageContent usage)
            {
                (_usage ??= new()).Add(usage.Details);
            }
        }
    }

    /// <summary>Takes what the restorer held back because it could have become a placeholder.</summary>
    private void HoldRest()
    {
        foreach (ChatResponseUpdate update in _restorer?.Complete() ?? [])
        {
            _held.Enqueue(update);
        }
    }

    /// <summary>The caller gets the target's own updates; only the first is a copy, because the decision is attached to it.</summary>
    private void Deliver(ChatResponseUpdate update)
    {
        ChatResponseUpdate own = _label?.PutOn(update) ?? update;
        Current = _first ? DecisionAttachment.ToCopyOf(own, _sequence.Decision.With(Snapshot(AttemptOutcome.Streaming))) : own;
        _first = false;
        foreach (AIContent content in update.Contents)
        {
            _hasMoreThanText |= AnswerContent.IsMoreThanText(content);
            if (content is TextContent text)
            {
                _delivered.Append(text.Text);
            }
        }
    }
}
