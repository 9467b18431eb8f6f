using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Answers ONNX Runtime's questions about an <see cref="OperatorDefinition"/>.</summary>
internal static unsafe class OperatorCallbacks
{
    private const int Failed = 1;
    private const int Float = 1;
    private const int TypeBits = 4;

    /// <summary>Sets what all operators have in common.</summary>
    public static OrtCustomOp Create() => new()
    {
        Version = OrtNative.ApiVersion,
        GetName = &GetName,
        GetExecutionProviderType = &GetProvider,
        GetInputType = &GetInputType,
        GetInputTypeCount = &GetInputCount,
        GetOutputType = &GetOutputType,
        GetOutputTypeCount = &GetOutputCount,
        GetInputCharacteristic = &IsInputOptional,
        GetOutputCharacteristic = &IsOutputOptional,
        GetInputMemoryType = &GetZero,
        GetVariadicInputMinArity = &GetZero,
        GetVariadicInputHomogeneity = &GetZero,
        GetVariadicOutputMinArity = &GetZero,
        GetVariadicOutputHomogeneity = &GetZero,
        GetStartVersion = &GetStartVersion,
        GetEndVersion = &GetEndVersion,
        KernelDestroy = &Destroy,
    };

    /// <summary>Does something with two arguments, and makes a status of an exception: nothing managed may go through native code.</summary>
    public static void* Guard(delegate*<void*, void*, void> action, void* first, void* second)
    {
        try
        {
            action(first, second);
            return null;
        }
        catch (Exception exception)
        {
            return OrtNative.CreateStatus(Failed, exception.Message);
        }
    }

    /// <summary>Puts a node of a session into native memory, which ONNX Runtime has freed with the session.</summary>
    public static void* Keep<T>(T node)
        where T : unmanaged
    {
        var place = (T*)NativeMemory.Alloc((nuint)sizeof(T));
        *place = node;
        return place;
    }

    [UnmanagedCallersOnly]
    private static void Destroy(void* kernel) => NativeMemory.Free(kernel);

    [UnmanagedCallersOnly]
    private static byte* GetName(OrtCustomOp* definition) => ((OperatorDefinition*)definition)->Name;

    [UnmanagedCallersOnly]
    private static byte* GetProvider(OrtCustomOp* definition) => null;

    [UnmanagedCallersOnly]
    private static nuint GetInputCount(OrtCustomOp* definition) => (nuint)((OperatorDefinition*)definition)->InputCount;

    [UnmanagedCallersOnly]
    private static nuint GetOutputCount(OrtCustomOp* definition) => (nuint)((OperatorDefinition*)definition)->OutputCount;

    [UnmanagedCallersOnly]
    private static int GetInputType(OrtCustomOp* definition, nuint input) => (int)(((OperatorDefinition*)definition)->InputTypes >> ((int)input * TypeBits)) & 15;

    [UnmanagedCallersOnly]
    private static int GetOutputType(OrtCustomOp* definition, nuint output) => Float;

    [UnmanagedCallersOnly]
    private static int IsInputOptional(OrtCustomOp* definition, nuint input) => (int)input < ((OperatorDefinition*)definition)->RequiredInputs ? 0 : 1;

    [UnmanagedCallersOnly]
    private static int IsOutputOptional(OrtCustomOp* definition, nuint output) => (int)output < ((OperatorDefinition*)definition)->RequiredOutputs ? 0 : 1;

    [UnmanagedCallersOnly]
    private static int GetZero(OrtCustomOp* definition, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static int GetZero(OrtCustomOp* definition) => 0;

    [UnmanagedCallersOnly]
    private static int GetStartVersion(OrtCustomOp* definition) => 1;

    [UnmanagedCallersOnly]
    private static int GetEndVersion(OrtCustomOp* definition) => int.MaxValue;
}
