namespace HybridInference.LocalModels;

/// <summary>Works out the most tokens of an answer: the folder's <c>max_length</c> counts only where nobody says how many.</summary>
internal static class OutputLimit
{
    /// <param name="config">The folder's configuration.</param>
    /// <param name="promptLength">The tokens of the prompt.</param>
    /// <param name="wanted">What the request or the application asks for.</param>
    /// <exception cref="ContextLengthExceededException">The prompt leaves no room for output.</exception>
    public static int Count(ModelConfig config, int promptLength, int? wanted)
    {
        wanted ??= config.Search.MaxNewTokens;
        int limit = wanted is null && config.Search.MaxLength is { } maxLength
            ? Math.Min(maxLength, config.ContextLength)
            : config.ContextLength;
        int room = limit - promptLength;
        return room > 0
            ? Math.Min(room, wanted ?? room)
            : throw new ContextLengthExceededException(promptLength, limit);
    }
}
