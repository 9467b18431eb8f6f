using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What a target did not get as the caller gave it, because it belongs to another target.</summary>
[Flags]
public enum RequestAdaptations
{
    /// <summary>Nothing: the target got the request as the caller gave it.</summary>
    None = 0,

    /// <summary><see cref="ChatOptions.ConversationId"/> was left out: another provider keeps the conversation, and the messages hold all of it.</summary>
    ConversationId = 1,

    /// <summary><see cref="ChatOptions.AllowBackgroundResponses"/> was left out with the id of the conversation.</summary>
    BackgroundResponses = 2,

    /// <summary><see cref="ChatOptions.ModelId"/> was left out: a model's name belongs to the provider that serves it.</summary>
    ModelId = 4,

    /// <summary>Tool calls of another target, and their results, got other ids, the same in each request.</summary>
    ToolCallIds = 8,

    /// <summary>Reasoning that another provider had encrypted was left out.</summary>
    EncryptedReasoning = 16,

    /// <summary>Content that only another provider can read was left out: hosted files, tools that it ran itself, its questions for approval.</summary>
    ProviderContent = 32,

    /// <summary>Raw representations were left out of messages with content of another target: a client would have sent them in place of the content.</summary>
    RawRepresentations = 64,
}
