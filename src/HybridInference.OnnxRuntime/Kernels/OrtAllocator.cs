namespace HybridInference.OnnxRuntime;

/// <summary>The beginning of the structure that ONNX Runtime's C interface has for an allocator.</summary>
internal unsafe struct OrtAllocator
{
    public uint Version;
    public delegate* unmanaged<OrtAllocator*, nuint, byte*> Allocate;
    public delegate* unmanaged<OrtAllocator*, byte*, void> Free;
}
