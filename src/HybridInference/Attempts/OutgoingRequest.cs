using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What one target gets.</summary>
/// <param name="Messages">The messages, without what nobody here can read when they leave the machine.</param>
/// <param name="Options">The options that the target understands.</param>
/// <param name="Redaction">The values behind the placeholders in the request; <see langword="null"/> when it is not redacted.</param>
internal readonly record struct OutgoingRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, RequestRedaction? Redaction = null);
