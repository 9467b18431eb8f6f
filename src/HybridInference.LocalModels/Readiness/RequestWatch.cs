using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Measures one request by its updates as they pass. Not thread-safe.</summary>
internal sealed class RequestWatch(TimeProvider timeProvider, bool wasLoaded)
{
    /// <summary>A reader that holds the updates for no more than this share of the time does not count as slow.</summary>
    private const double AllowedHold = 0.05;

    private readonly long _start = timeProvider.GetTimestamp();
    private TimeSpan? _firstToken;
    private int _texts;
    private TimeSpan _held;
    private long _receivedAt;

    /// <summary>Gets whether the model was in memory when the request began.</summary>
    public bool WasLoaded => wasLoaded;

    /// <summary>Takes note of an update.</summary>
    /// <returns>The times, with the last update of an answer.</returns>
    public RequestTimes? Receive(ChatResponseUpdate update)
    {
        _receivedAt = timeProvider.GetTimestamp();
        TimeSpan elapsed = timeProvider.GetElapsedTime(_start, _receivedAt);
        UsageDetails? usage = update.FinishReason is null ? null : update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details;
        if (update.Contents.Count > (usage is null ? 0 : 1))
        {
            _firstToken ??= elapsed;
            _texts++;
        }

        return usage is not null && _firstToken is { } first
            ? new RequestTimes(
                (int)(usage.InputTokenCount ?? 0),
                (int)(usage.CachedInputTokenCount ?? 0),
                (int)(usage.OutputTokenCount ?? 0),
                update.FinishReason != ChatFinishReason.Length,
                first,
                elapsed - first,
                WasReadAtOnce(elapsed))
            : null;
    }

    /// <summary>Takes note that the reader asks for the next update.</summary>
    public void Resume() => _held += timeProvider.GetElapsedTime(_receivedAt);

    /// <summary>One that gets a whole answer as one update has not seen its tokens come.</summary>
    private bool WasReadAtOnce(TimeSpan elapsed) => _texts > 1 && _held <= elapsed * AllowedHold;
}
