using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace HybridInference.Tool;

/// <summary>What was measured of one request.</summary>
/// <param name="InputTokens">The tokens of the prompt.</param>
/// <param name="OutputTokens">The tokens of the answer.</param>
/// <param name="FirstTokenSeconds">The time to the first of them.</param>
/// <param name="RestSeconds">The time from there to the end.</param>
/// <param name="Updates">The updates in which the answer came.</param>
internal sealed record BenchRun(int InputTokens, int OutputTokens, double FirstTokenSeconds, double RestSeconds, int Updates)
{
    /// <summary>Gets whether most tokens were seen to come: those that wait for a reader come together, and their time is not known.</summary>
    public bool WasReadAtOnce => OutputTokens > 1 && RestSeconds > 0 && 2 * Updates > OutputTokens;

    public static async Task<BenchRun> MeasureAsync(IChatClient client, string prompt, int outputTokens, CancellationToken cancellationToken)
    {
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = outputTokens };
        List<ChatResponseUpdate> updates = [];
        long start = Stopwatch.GetTimestamp();
        TimeSpan first = TimeSpan.Zero;
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false))
        {
            first = updates.Count == 0 ? Stopwatch.GetElapsedTime(start) : first;
            updates.Add(update);
        }

        TimeSpan total = Stopwatch.GetElapsedTime(start);
        UsageDetails usage = updates.ToChatResponse().Usage ?? new();
        return new((int)(usage.InputTokenCount ?? 0), (int)(usage.OutputTokenCount ?? 0), first.TotalSeconds, (total - first).TotalSeconds, updates.Count);
    }
}
