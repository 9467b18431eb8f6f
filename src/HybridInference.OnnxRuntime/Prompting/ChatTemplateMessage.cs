namespace HybridInference.OnnxRuntime;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who speaks: system, user, assistant or tool.</param>
/// <param name="Content">The text.</param>
internal sealed record ChatTemplateMessage(string Role, string Content);
