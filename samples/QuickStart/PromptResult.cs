using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace HybridInference.Samples.QuickStart;

/// <summary>What became of a prompt. The property names are those of the JSON output.</summary>
/// <remarks>Tokens per second are those of the whole answer, the wait for its first token included.</remarks>
internal sealed record PromptResult(
    string Prompt,
    string Target,
    IReadOnlyList<string> Reasons,
    string Text,
    long InputTokens,
    long OutputTokens,
    double MillisToFirstToken,
    double TokensPerSecond)
{
    /// <summary>Streams the answer to a prompt and times it.</summary>
    public static async Task<PromptResult> MeasureAsync(
        IChatClient client, DemoPrompt prompt, Action<string> onText, CancellationToken cancellationToken)
    {
        ChatOptions options = new ChatOptions { Temperature = 0, MaxOutputTokens = 120 }.RouteTo(prompt.Choice);
        List<ChatResponseUpdate> updates = [];
        TimeSpan? first = null;
        var watch = Stopwatch.StartNew();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync([prompt.ToMessage()], options, cancellationToken))
        {
            first ??= update.Text.Length > 0 ? watch.Elapsed : null;
            updates.Add(update);
            onText(update.Text);
        }

        return Create(prompt, updates.ToChatResponse(), first ?? watch.Elapsed, watch.Elapsed);
    }

    private static PromptResult Create(DemoPrompt prompt, ChatResponse response, TimeSpan first, TimeSpan total)
    {
        RoutingDecision decision = response.GetRoutingDecision()!;
        long outputTokens = response.Usage?.OutputTokenCount ?? 0;
        return new(
            prompt.Text,
            decision.Target!,
            decision.Reasons,
            response.Text,
            response.Usage?.InputTokenCount ?? 0,
            outputTokens,
            first.TotalMilliseconds,
            outputTokens / total.TotalSeconds);
    }
}
