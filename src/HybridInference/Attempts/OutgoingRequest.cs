using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What one target gets.</summary>
/// <param name="Messages">The messages, without what nobody here can read when they leave the machine.</param>
/// <param name="Options">The options that the target understands.</param>
internal readonly record struct OutgoingRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options);
