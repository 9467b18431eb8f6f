namespace HybridInference.LoopbackServer;

/// <summary>The token counts that a reply reports.</summary>
public sealed record LoopbackUsage(int PromptTokens, int CompletionTokens);
