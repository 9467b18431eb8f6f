using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Makes a response of updates that has the log-probabilities of them all, where joining alone would keep those of the last.</summary>
internal static class LogProbabilityCollector
{
    public static async Task<ChatResponse> ToResponseAsync(IAsyncEnumerable<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        List<TokenLogProbability> logProbabilities = [];
        ChatResponse response = await TakeOffAsync(updates, logProbabilities, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);
        if (logProbabilities.Count > 0)
        {
            response.AdditionalProperties ??= [];
            response.AdditionalProperties[LogProbabilityOptions.Property] = logProbabilities;
        }

        return response;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> TakeOffAsync(
        IAsyncEnumerable<ChatResponseUpdate> updates, List<TokenLogProbability> logProbabilities, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ChatResponseUpdate update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (update.GetLogProbabilities() is { } found)
            {
                logProbabilities.AddRange(found);
                update.AdditionalProperties = null;
            }

            yield return update;
        }
    }
}
