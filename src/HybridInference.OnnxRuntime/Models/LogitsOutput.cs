using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>The output that the next token is chosen from.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="ElementType">Float or Float16.</param>
/// <param name="VocabularySize">The length of a row.</param>
/// <param name="LastRowOnly">Whether the graph gives only the last token's row however many tokens go in.</param>
internal sealed record LogitsOutput(string Name, TensorElementType ElementType, int VocabularySize, bool LastRowOnly)
{
    public int RowsFor(int tokens) => LastRowOnly ? 1 : tokens;
}
