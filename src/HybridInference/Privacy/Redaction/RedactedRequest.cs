using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>A request with placeholders in place of private values.</summary>
/// <param name="Messages">The messages; those without values are the caller's own.</param>
/// <param name="Options">The options, or the caller's own where nothing changes.</param>
/// <param name="Obstacle">Why it must not be sent. Messages and options are then the caller's own.</param>
internal sealed record RedactedRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, RedactionObstacle Obstacle = RedactionObstacle.None);
