using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>The output that the next token is chosen from.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="ElementType">Float or Float16.</param>
/// <param name="VocabularySize">The length of a row.</param>
/// <param name="LastRowOnly">Whether the graph gives only the last token's row however many tokens go in.</param>
internal sealed record LogitsOutput(string Name, TensorElementType ElementType, int VocabularySize, bool LastRowOnly)
{
    /// <summary>Tells how many rows a run gives.</summary>
    /// <param name="tokens">The tokens of the run.</param>
    /// <param name="wanted">The rows that the graph was asked for, where it can be asked.</param>
    public int RowsFor(int tokens, int wanted) => LastRowOnly ? Math.Max(1, wanted) : tokens;
}
