using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Tells ONNX Runtime about our own <c>GroupQueryAttention</c>.</summary>
internal static unsafe class AttentionOperator
{
    public const string Name = "GroupQueryAttention";
    public const int PastKeys = 1;
    public const int PastValues = 2;
    public const int LastIndex = 3;
    public const int TotalLength = 4;
    public const int Cosines = 5;
    public const int Sines = 6;

    public static OperatorDefinition Create() => new()
    {
        Callbacks = OperatorCallbacks.Create() with { CreateKernelV2 = &CreateNode, KernelComputeV2 = &Run },
        Name = OrtNative.PointerTo("GroupQueryAttention\0"u8),
        InputCount = Sines + 1,
        RequiredInputs = TotalLength + 1,
        OutputCount = 3,
        RequiredOutputs = 3,
        InputTypes = 0x1166111,
    };

    [UnmanagedCallersOnly]
    private static void* CreateNode(OrtCustomOp* definition, void* api, void* info, void** kernel) => OperatorCallbacks.Guard(&CreateNode, info, kernel);

    [UnmanagedCallersOnly]
    private static void* Run(void* kernel, void* context) => OperatorCallbacks.Guard(&RunNode, kernel, context);

    private static void CreateNode(void* info, void* kernel)
    {
        var node = new GroupAttention
        {
            Heads = OrtNative.SizeOf(info, "num_heads\0"u8),
            KeyHeads = OrtNative.SizeOf(info, "kv_num_heads\0"u8),
            Scale = BitConverter.Int32BitsToSingle((int)OrtNative.IntegerOf(info, "scale_bits\0"u8)),
        };
        *(void**)kernel = OperatorCallbacks.Keep(node);
    }

    private static void RunNode(void* kernel, void* context) => ((GroupAttention*)kernel)->Run(context);
}
