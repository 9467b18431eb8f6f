namespace HybridInference.LocalModels;

/// <summary>The prompt of a request.</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Beginning">Within what it ends, so that the answer goes on with it.</param>
internal sealed record RenderedPrompt(int[] Ids, AnswerBeginning Beginning);
