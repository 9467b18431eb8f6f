namespace HybridInference;

/// <summary>The part of an answer that reached the caller before its target failed, and with which another target goes on.</summary>
/// <param name="Text">The text.</param>
/// <param name="MessageId">The id of the message that the caller is being given, if it has one.</param>
internal sealed record PartialAnswer(string Text, string? MessageId);
