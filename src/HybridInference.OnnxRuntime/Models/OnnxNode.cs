namespace HybridInference.OnnxRuntime;

/// <summary>A node of an ONNX graph.</summary>
internal sealed record OnnxNode(string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
