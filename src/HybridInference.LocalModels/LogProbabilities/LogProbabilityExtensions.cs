using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Asks a local model for log-probabilities and finds them in what it gives.</summary>
public static class LogProbabilityExtensions
{
    /// <summary>Asks for the log-probabilities of the tokens of the answer: sets the additional properties <c>logprobs</c> and <c>top_logprobs</c>.</summary>
    /// <param name="options">The options, which are changed.</param>
    /// <param name="top">How many of the most likely tokens to give at each place, from 0 to 20.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is outside its range.</exception>
    public static ChatOptions WithLogProbabilities(this ChatOptions options, int top = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, LogProbabilityOptions.MostTop);
        options.AdditionalProperties ??= [];
        options.AdditionalProperties[LogProbabilityOptions.Property] = true;
        options.AdditionalProperties[LogProbabilityOptions.TopProperty] = top;
        return options;
    }

    /// <summary>Gets the log-probabilities of the tokens that an update stands for.</summary>
    /// <param name="update">The update.</param>
    /// <returns>One entry a token, without the one that ends the answer; <see langword="null"/> where there are none.</returns>
    public static IReadOnlyList<TokenLogProbability>? GetLogProbabilities(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Find(update.AdditionalProperties);
    }

    /// <summary>Gets the log-probabilities of all tokens of a response of <c>GetResponseAsync</c>.</summary>
    /// <param name="response">The response. One that was put together of updates has those of the last of them only.</param>
    /// <returns>One entry a token, without the one that ends the answer; <see langword="null"/> where there are none.</returns>
    public static IReadOnlyList<TokenLogProbability>? GetLogProbabilities(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Find(response.AdditionalProperties);
    }

    private static IReadOnlyList<TokenLogProbability>? Find(AdditionalPropertiesDictionary? properties) =>
        properties?.GetValueOrDefault(LogProbabilityOptions.Property) as IReadOnlyList<TokenLogProbability>;
}
