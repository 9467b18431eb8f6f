namespace HybridInference;

/// <summary>The targets that a request belongs to, because they issued what it goes on with.</summary>
/// <param name="Conversation">The conversation that a provider keeps, if it is known.</param>
/// <param name="HoldsHistory">Whether the messages hold all of that conversation, so that it can go on elsewhere without its id.</param>
/// <param name="ResponseIssuer">The target whose response is continued, if it is known.</param>
/// <param name="ToolRoundIssuer">The target that called the tools whose results end the request, if it is known.</param>
internal sealed record RequestPin(ServerConversation? Conversation, bool HoldsHistory, string? ResponseIssuer, string? ToolRoundIssuer);
