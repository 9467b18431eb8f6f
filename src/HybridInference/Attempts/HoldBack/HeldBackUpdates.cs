using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The updates of a stream whose beginning is held back: tells when that may end, without waiting longer than for the next update.</summary>
/// <remarks>A read that is not there in time goes on; the next read takes what it brings.</remarks>
/// <param name="open">Calls the target.</param>
/// <param name="limits">How much is held back.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="callerToken">The caller's token.</param>
internal sealed class HeldBackUpdates(
    Func<CancellationToken, IAsyncEnumerator<ChatResponseUpdate>> open, HoldBackLimits limits, TimeProvider timeProvider, CancellationToken callerToken)
    : IAsyncEnumerator<ChatResponseUpdate>
{
    private readonly CancellationTokenSource _call = CancellationTokenSource.CreateLinkedTokenSource(callerToken);
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private Task<bool>? _pending;
    private long? _since;
    private int _characters;
    private bool _hasEnough;

    public ChatResponseUpdate Current => _updates!.Current;

    /// <summary>Whether the caller may have what was held.</summary>
    public bool IsOver => _hasEnough || TimeLeft <= TimeSpan.Zero;

    private TimeSpan TimeLeft =>
        limits.Time is { } time && _since is { } since ? time - timeProvider.GetElapsedTime(since) : TimeSpan.MaxValue;

    /// <summary>Waits until there is something to read, but no longer than text may be held.</summary>
    /// <returns>Whether there is something to read: an update, the end or a failure.</returns>
    public async ValueTask<bool> WaitAsync()
    {
        if (limits.Time is null)
        {
            return true;
        }

        _pending ??= ReadAsync();
        return await TimedWait.IsCompletedAsync(_pending, TimeLeft, timeProvider).ConfigureAwait(false);
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            return await (_pending ?? ReadAsync()).ConfigureAwait(false);
        }
        finally
        {
            _pending = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndReadAsync().ConfigureAwait(false);
            if (_updates is not null)
            {
                await _updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _call.Dispose();
        }
    }

    private async Task<bool> ReadAsync()
    {
        _updates ??= open(_call.Token);
        bool hasUpdate = await _updates.MoveNextAsync().ConfigureAwait(false);
        if (hasUpdate)
        {
            Weigh(_updates.Current);
        }

        return hasUpdate;
    }

    private void Weigh(ChatResponseUpdate update)
    {
        if (_hasEnough || (_since is null && !AnswerContent.IsIn(update)))
        {
            return;
        }

        _since ??= timeProvider.GetTimestamp();
        foreach (AIContent content in update.Contents)
        {
            _hasEnough |= AnswerContent.IsMoreThanText(content);
            _characters += AnswerContent.TextOf(content)?.Length ?? 0;
        }

        _hasEnough |= _characters >= limits.Characters;
    }

    /// <summary>A stream cannot be closed while it is read.</summary>
    private async ValueTask EndReadAsync()
    {
        if (_pending is null)
        {
            return;
        }

        await _call.CancelAsync().ConfigureAwait(false);
        await ((Task)_pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
