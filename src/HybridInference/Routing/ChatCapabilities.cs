namespace HybridInference;

/// <summary>What a request can ask of a target beyond plain text. A target is denied when a request needs one that it lacks.</summary>
[Flags]
public enum ChatCapabilities
{
    /// <summary>Text in, text out.</summary>
    None = 0,

    /// <summary>Images in the messages.</summary>
    ImageInput = 1,

    /// <summary>Audio in the messages.</summary>
    AudioInput = 2,

    /// <summary>Any other non-text content in the messages: documents, video, hosted files and vector stores.</summary>
    FileInput = 4,

    /// <summary>Functions that the model may call and the application runs.</summary>
    Tools = 8,

    /// <summary>Tools that the provider runs itself, such as web search or a code interpreter.</summary>
    HostedTools = 16,

    /// <summary>A response that follows a JSON schema, or is JSON at all.</summary>
    StructuredOutput = 32,

    /// <summary>Conversation state, continuation tokens or background responses kept by the provider.</summary>
    ServerState = 64,

    /// <summary>Everything above.</summary>
    All = ImageInput | AudioInput | FileInput | Tools | HostedTools | StructuredOutput | ServerState,

    /// <summary>
    /// Going on with an assistant message that ends the request, instead of answering it. Not part of <see cref="All"/>: many servers take such a
    /// message and begin another one. No request needs it; see <see cref="StreamInterruption.Continue"/>.
    /// </summary>
    Prefill = 128,
}
