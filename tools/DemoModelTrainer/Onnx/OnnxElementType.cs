namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>The element types of ONNX tensors that the exported model uses, with their numbers in the format.</summary>
internal enum OnnxElementType
{
    Float = 1,
    UInt8 = 2,
    Int32 = 6,
    Int64 = 7,
}
