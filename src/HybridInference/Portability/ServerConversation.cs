namespace HybridInference;

/// <summary>A conversation that a provider keeps under an id.</summary>
/// <param name="Target">The name of the target that keeps it.</param>
/// <param name="History">What the conversation holds, or <see langword="null"/> when it began before anybody here looked.</param>
internal sealed record ServerConversation(string Target, ConversationHistory? History);
