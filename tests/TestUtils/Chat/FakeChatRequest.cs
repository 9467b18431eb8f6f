using Microsoft.Extensions.AI;

namespace HybridInference.TestUtils;

/// <summary>One call that a <see cref="FakeChatClient"/> received.</summary>
/// <param name="Messages">The messages, enumerated once, at the time of the call.</param>
/// <param name="Options">The options as the caller passed them, the same instance.</param>
/// <param name="Streaming">Whether the call asked for a stream.</param>
public sealed record FakeChatRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, bool Streaming)
{
    /// <summary>Gets the text of all messages, one per line.</summary>
    public string Text => string.Join('\n', Messages.Select(static message => message.Text));
}
