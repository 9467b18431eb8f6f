using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The updates of a streamed call, which is cancelled when it takes too long. The clock stands still while nobody waits for an update.</summary>
internal sealed class TimeLimitedUpdates(IChatClient client, OutgoingRequest request, AttemptClock clock) : IAsyncEnumerator<ChatResponseUpdate>
{
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private bool _hasUpdate;
    private bool _hasContent;

    public ChatResponseUpdate Current => _updates!.Current;

    /// <exception cref="TimeoutException">A limit was reached.</exception>
    public async ValueTask<bool> MoveNextAsync()
    {
        clock.Start(_hasUpdate, _hasContent);
        try
        {
            _updates ??= client.GetStreamingResponseAsync(request.Messages, request.Options, clock.Token).GetAsyncEnumerator(clock.Token);
            _hasUpdate = await _updates.MoveNextAsync().ConfigureAwait(false);
            _hasContent |= _hasUpdate && AnswerContent.IsIn(_updates.Current);
            return _hasUpdate;
        }
        catch (Exception exception) when (clock.IsOver) // Whatever a cancelled client throws.
        {
            throw clock.ToException(exception);
        }
        finally
        {
            clock.Stop();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_updates is not null)
            {
                await _updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            clock.Dispose();
        }
    }
}
