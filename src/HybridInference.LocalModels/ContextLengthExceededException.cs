namespace HybridInference.LocalModels;

/// <summary>A prompt does not fit into the context of the local model with room for at least one token of output.</summary>
public sealed class ContextLengthExceededException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="promptTokens">The tokens of the prompt.</param>
    /// <param name="contextLength">The most tokens that prompt and output may have together.</param>
    public ContextLengthExceededException(int promptTokens, int contextLength)
        : base($"The prompt has {promptTokens} tokens, but prompt and output together may have at most {contextLength}. Shorten the messages.")
    {
        PromptTokens = promptTokens;
        ContextLength = contextLength;
    }

    /// <summary>Gets the tokens of the prompt.</summary>
    public int PromptTokens { get; }

    /// <summary>Gets the most tokens that prompt and output may have together.</summary>
    public int ContextLength { get; }
}
