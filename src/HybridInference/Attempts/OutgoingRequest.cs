using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What one target gets.</summary>
/// <param name="Messages">The messages, without what nobody here can read when they leave the machine.</param>
/// <param name="Options">The options that the target understands.</param>
/// <param name="Redaction">The values behind the placeholders in the request; <see langword="null"/> when it is not redacted.</param>
internal readonly record struct OutgoingRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, RequestRedaction? Redaction = null)
{
    /// <summary>What was left out or changed because it means nothing to this target.</summary>
    public RequestAdaptations Adaptations { get; init; }

    /// <summary>The options that were left out because the target does not take them.</summary>
    public OptionalChatOptions DroppedOptions { get; init; }
}
