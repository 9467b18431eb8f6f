using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Tells ONNX Runtime about our own <c>MatMulNBits</c>.</summary>
internal static unsafe class Int4MatMulOperator
{
    public const string Name = "MatMulInt4";
    public const int Values = 1;
    public const int Scales = 2;
    public const int ZeroPoints = 3;
    public const int Bias = 4;

    public static OperatorDefinition Create() => new()
    {
        Callbacks = OperatorCallbacks.Create() with { CreateKernelV2 = &CreateNode, KernelComputeV2 = &Run },
        Name = OrtNative.PointerTo("MatMulInt4\0"u8),
        InputCount = Bias + 1,
        RequiredInputs = Scales + 1,
        OutputCount = 1,
        InputTypes = 0x12121,
    };

    [UnmanagedCallersOnly]
    private static void* CreateNode(OrtCustomOp* definition, void* api, void* info, void** kernel) => OperatorCallbacks.Guard(&CreateNode, info, kernel);

    [UnmanagedCallersOnly]
    private static void* Run(void* kernel, void* context) => OperatorCallbacks.Guard(&RunNode, kernel, context);

    private static void CreateNode(void* info, void* kernel)
    {
        long gate = OrtNative.IntegerOf(info, "gate\0"u8);
        var node = new Int4MatMul
        {
            Length = OrtNative.SizeOf(info, "K\0"u8, Int4MatMul.MaxLength),
            Columns = OrtNative.SizeOf(info, "N\0"u8),
            Gate = gate is >= 0 and <= 2 ? (int)gate : throw new InvalidDataException($"'gate' is {gate} where 0, 1 or 2 was expected."),
        };
        *(void**)kernel = OperatorCallbacks.Keep(node);
    }

    private static void RunNode(void* kernel, void* context) => ((Int4MatMul*)kernel)->Run(context);
}
