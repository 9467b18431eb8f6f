namespace HybridInference.OnnxRuntime;

/// <summary>The beginning of the structure that ONNX Runtime's C interface has for an allocator.</summary>
internal unsafe struct OrtScratch
{
    public uint Version;
    public delegate* unmanaged<OrtScratch*, nuint, byte*> Allocate;
    public delegate* unmanaged<OrtScratch*, byte*, void> Free;
}
