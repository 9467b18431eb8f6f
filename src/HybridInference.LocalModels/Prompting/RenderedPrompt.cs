namespace HybridInference.LocalModels;

/// <summary>The prompt of a request.</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="OpensReasoning">Whether it ends within reasoning, so that the answer goes on with it.</param>
internal sealed record RenderedPrompt(int[] Ids, bool OpensReasoning);
