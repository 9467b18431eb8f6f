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
    public const int Skip = 5;
    public const int NormWeights = 6;

    /// <summary>Tells whether a node of a graph is one of this operator.</summary>
    public static bool IsNode(OnnxNode node) => node is { OpType: Name, Domain: CustomOperators.Domain };

    public static OperatorDefinition Create() => new()
    {
        Callbacks = OperatorCallbacks.Create() with { CreateKernelV2 = &CreateNode, KernelComputeV2 = &Run },
        Name = OrtNative.PointerTo("MatMulInt4\0"u8),
        InputCount = NormWeights + 1,
        RequiredInputs = Scales + 1,
        OutputCount = 2,
        RequiredOutputs = 1,
        InputTypes = 0x1112121,
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
            Constants = ConstantsOf(info),
            Epsilon = BitConverter.Int32BitsToSingle((int)OrtNative.IntegerOf(info, "epsilon_bits\0"u8)),
        };
        *(void**)kernel = OperatorCallbacks.Keep(node);
    }

    /// <summary>Gets which of the weights are the same in all runs, a bit for each input.</summary>
    private static int ConstantsOf(void* info)
    {
        int constants = 0;
        for (int input = Values; input <= Bias; input++)
        {
            constants |= OrtNative.IsConstant(info, input) ? 1 << input : 0;
        }

        return constants;
    }

    private static void RunNode(void* kernel, void* context) => ((Int4MatMul*)kernel)->Run(context);
}
