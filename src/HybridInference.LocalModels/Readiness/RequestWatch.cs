using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Measures one request, by when its tokens were generated and not by when they were read. Not thread-safe.</summary>
internal sealed class RequestWatch(TimeProvider timeProvider, bool wasLoaded)
{
    private readonly long _start = timeProvider.GetTimestamp();

    /// <summary>Gets whether the model was in memory when the request began.</summary>
    public bool WasLoaded => wasLoaded;

    /// <summary>Gets or sets when the tokens so far were generated.</summary>
    public TokenTimes? Tokens { get; set; }

    /// <summary>Takes note of an update.</summary>
    /// <returns>The times, with the last update of an answer that has tokens.</returns>
    public RequestTimes? Receive(ChatResponseUpdate update)
    {
        UsageDetails? usage = update.FinishReason is null ? null : update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details;
        return usage is { OutputTokenCount: > 0 } && Tokens is { } tokens
            ? new RequestTimes(
                (int)(usage.InputTokenCount ?? 0),
                (int)(usage.CachedInputTokenCount ?? 0),
                (int)usage.OutputTokenCount.Value,
                update.FinishReason != ChatFinishReason.Length,
                timeProvider.GetElapsedTime(_start, tokens.First),
                timeProvider.GetElapsedTime(tokens.First, tokens.Last))
            : null;
    }
}
