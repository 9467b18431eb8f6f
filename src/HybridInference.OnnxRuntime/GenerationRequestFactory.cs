using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns a chat request into one for the generator, with all limits and defaults worked out.</summary>
internal static class GenerationRequestFactory
{
    /// <exception cref="ContextLengthExceededException">The prompt leaves no room for output.</exception>
    public static GenerationRequest Create(LocalModel model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, int? defaultMaxOutputTokens)
    {
        int[] prompt = model.Encode(messages, options);
        if (prompt.Length == 0)
        {
            throw new ArgumentException("The chat template makes an empty prompt of these messages.", nameof(messages));
        }

        SearchConfig search = model.Config.Search;
        return new GenerationRequest
        {
            Prompt = prompt,
            MaxOutputTokens = CountOutput(model.Config, prompt.Length, options?.MaxOutputTokens ?? defaultMaxOutputTokens ?? search.MaxNewTokens),
            MinOutputTokens = search.MinLength - prompt.Length,
            Sampling = SamplingSettingsReader.Read(options, search),
            StopSequences = options?.StopSequences is { Count: > 0 } stopSequences ? [.. stopSequences] : [],
            Constraint = model.Constraints.ForFormat(options?.ResponseFormat),
        };
    }

    /// <summary>Works out the most tokens of an answer: the folder's <c>max_length</c> counts only where nobody says how many.</summary>
    private static int CountOutput(ModelConfig config, int promptLength, int? wanted)
    {
        int limit = wanted is null && config.Search.MaxLength is { } maxLength
            ? Math.Min(maxLength, config.ContextLength)
            : config.ContextLength;
        int room = limit - promptLength;
        return room > 0
            ? Math.Min(room, wanted ?? room)
            : throw new ContextLengthExceededException(promptLength, limit);
    }
}
