using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Tells ONNX Runtime about our own <c>MatMulNBits</c>.</summary>
internal static unsafe class Int4MatMulOperator
{
    public const string Name = "MatMulInt4";
    public const int Values = 1;
    public const int Scales = 2;
    public const int ZeroPoints = 3;
    public const int Bias = 4;

    private const int InputCount = 5;
    private const int Float = 1;
    private const int Byte = 2;
    private const int Required = 0;
    private const int Optional = 1;
    private const int Failed = 1;

    private static readonly void* MemoryInfo = OrtNative.CreateMemoryInfo();

    /// <summary>Gets whether this processor has the instructions that it is written for.</summary>
    public static bool IsSupported => Avx512BW.IsSupported && Avx2.IsSupported && Fma.IsSupported;

    /// <summary>Fills in the definition, which has to stay where it is.</summary>
    public static void Define(OrtCustomOp* definition) => *definition = new OrtCustomOp
    {
        Version = OrtNative.ApiVersion,
        GetName = &GetName,
        GetExecutionProviderType = &GetProvider,
        GetInputType = &GetInputType,
        GetInputTypeCount = &GetInputCount,
        GetOutputType = &GetOutputType,
        GetOutputTypeCount = &GetOutputCount,
        GetInputCharacteristic = &GetInputCharacteristic,
        GetOutputCharacteristic = &GetOutputCharacteristic,
        GetInputMemoryType = &GetMemoryType,
        GetVariadicInputMinArity = &GetZero,
        GetVariadicInputHomogeneity = &GetZero,
        GetVariadicOutputMinArity = &GetZero,
        GetVariadicOutputHomogeneity = &GetZero,
        GetStartVersion = &GetStartVersion,
        GetEndVersion = &GetEndVersion,
        CreateKernelV2 = &Create,
        KernelComputeV2 = &Run,
        KernelDestroy = &Destroy,
    };

    [UnmanagedCallersOnly]
    private static void* Create(OrtCustomOp* definition, void* api, void* info, void** kernel)
    {
        try
        {
            var node = (Int4MatMul*)NativeMemory.Alloc((nuint)sizeof(Int4MatMul));
            *kernel = node;
            *node = new Int4MatMul { Length = SizeOf(info, "K\0"u8), Columns = SizeOf(info, "N\0"u8) };
            return null;
        }
        catch (Exception exception)
        {
            // Nothing managed may go through native code.
            return OrtNative.CreateStatus(Failed, exception.Message);
        }
    }

    [UnmanagedCallersOnly]
    private static void* Run(void* kernel, void* context)
    {
        try
        {
            ((Int4MatMul*)kernel)->Run(context, MemoryInfo);
            return null;
        }
        catch (Exception exception)
        {
            // Nothing managed may go through native code.
            return OrtNative.CreateStatus(Failed, exception.Message);
        }
    }

    [UnmanagedCallersOnly]
    private static void Destroy(void* kernel) => NativeMemory.Free(kernel);

    private static int SizeOf(void* info, ReadOnlySpan<byte> attribute)
    {
        long size = OrtNative.IntegerOf(info, attribute);
        return size is > 0 and <= int.MaxValue / 2 ? (int)size : throw new InvalidDataException($"K and N have to be positive numbers of 30 bits, and one is {size}.");
    }

    [UnmanagedCallersOnly]
    private static byte* GetName(OrtCustomOp* definition) => OrtNative.PointerTo("MatMulInt4\0"u8);

    [UnmanagedCallersOnly]
    private static byte* GetProvider(OrtCustomOp* definition) => null;

    [UnmanagedCallersOnly]
    private static nuint GetInputCount(OrtCustomOp* definition) => InputCount;

    [UnmanagedCallersOnly]
    private static nuint GetOutputCount(OrtCustomOp* definition) => 1;

    [UnmanagedCallersOnly]
    private static int GetInputType(OrtCustomOp* definition, nuint input) => input is Values or ZeroPoints ? Byte : Float;

    [UnmanagedCallersOnly]
    private static int GetOutputType(OrtCustomOp* definition, nuint output) => Float;

    [UnmanagedCallersOnly]
    private static int GetInputCharacteristic(OrtCustomOp* definition, nuint input) => input > Scales ? Optional : Required;

    [UnmanagedCallersOnly]
    private static int GetOutputCharacteristic(OrtCustomOp* definition, nuint output) => Required;

    [UnmanagedCallersOnly]
    private static int GetMemoryType(OrtCustomOp* definition, nuint input) => 0;

    [UnmanagedCallersOnly]
    private static int GetZero(OrtCustomOp* definition) => 0;

    [UnmanagedCallersOnly]
    private static int GetStartVersion(OrtCustomOp* definition) => 1;

    [UnmanagedCallersOnly]
    private static int GetEndVersion(OrtCustomOp* definition) => int.MaxValue;
}
