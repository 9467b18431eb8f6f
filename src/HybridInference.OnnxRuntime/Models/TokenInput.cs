using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>An integer input of the graph, with one element per token or one at all.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="ElementType">Int32 or Int64.</param>
internal sealed record TokenInput(string Name, TensorElementType ElementType);
