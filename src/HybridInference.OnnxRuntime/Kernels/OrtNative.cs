using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>The part of ONNX Runtime's C interface that operators of one's own need and its managed package leaves out.</summary>
/// <remarks>The members of the table keep their places from version to version: new ones are added at its end.</remarks>
internal static unsafe partial class OrtNative
{
    /// <summary>The version that has all members used here.</summary>
    public const int ApiVersion = 24;

    private static readonly void** Api = Load();

    public static void* CreateStatus(int code, string message)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(message), 0];
        fixed (byte* start = text)
        {
            return ((delegate* unmanaged<int, byte*, void*>)Api[0])(code, start);
        }
    }

    public static void* CreateDomain(byte* name)
    {
        void* domain;
        Check(((delegate* unmanaged<byte*, void**, void*>)Api[26])(name, &domain));
        return domain;
    }

    public static void AddOperator(void* domain, OrtCustomOp* operation) =>
        Check(((delegate* unmanaged<void*, OrtCustomOp*, void*>)Api[27])(domain, operation));

    public static void AddDomain(SessionOptions options, void* domain)
    {
        Check(((delegate* unmanaged<nint, void*, void*>)Api[28])(options.DangerousGetHandle(), domain));
        GC.KeepAlive(options);
    }

    public static byte* DataOf(void* tensor)
    {
        void* data;
        Check(((delegate* unmanaged[SuppressGCTransition]<void*, void**, void*>)Api[51])(tensor, &data));
        return (byte*)data;
    }

    /// <summary>Gets the memory of the processor.</summary>
    public static void* CreateMemoryInfo()
    {
        void* info;
        Check(((delegate* unmanaged<int, int, void**, void*>)Api[69])(0, 0, &info));
        return info;
    }

    public static long IntegerOf(void* kernelInfo, ReadOnlySpan<byte> attribute)
    {
        long value;
        fixed (byte* name = attribute)
        {
            Check(((delegate* unmanaged<void*, byte*, long*, void*>)Api[86])(kernelInfo, name, &value));
        }

        return value;
    }

    /// <summary>Gets an attribute that is a size.</summary>
    public static int SizeOf(void* kernelInfo, ReadOnlySpan<byte> attribute, int max = 1 << 30)
    {
        long size = IntegerOf(kernelInfo, attribute);
        return size > 0 && size <= max
            ? (int)size
            : throw new InvalidDataException($"'{Encoding.UTF8.GetString(attribute[..^1])}' is {size} where a number from 1 to {max} was expected.");
    }

    /// <summary>Gets whether an input of a node is the same in all runs, also where it is in memory.</summary>
    public static bool IsConstant(void* kernelInfo, int input)
    {
        int isConstant;
        void* value;
        Check(((delegate* unmanaged<void*, nuint, int*, void**, void*>)Api[249])(kernelInfo, (nuint)input, &isConstant, &value));
        return isConstant != 0;
    }

    public static int InputCountOf(void* context)
    {
        nuint count;
        Check(((delegate* unmanaged[SuppressGCTransition]<void*, nuint*, void*>)Api[88])(context, &count));
        return (int)count;
    }

    /// <summary>Gets an input of a run, or null where it is left out.</summary>
    public static void* InputOf(void* context, int index)
    {
        void* value;
        Check(((delegate* unmanaged[SuppressGCTransition]<void*, nuint, void**, void*>)Api[90])(context, (nuint)index, &value));
        return value;
    }

    public static void* OutputOf(void* context, int index, ReadOnlySpan<long> shape)
    {
        void* value;
        fixed (long* sizes = shape)
        {
            Check(((delegate* unmanaged<void*, nuint, long*, nuint, void**, void*>)Api[91])(context, (nuint)index, sizes, (nuint)shape.Length, &value));
        }

        return value;
    }

    /// <summary>Gets the allocator of a run. It has to be released.</summary>
    public static void* AllocatorOf(void* context, void* memoryInfo)
    {
        void* allocator;
        Check(((delegate* unmanaged<void*, void*, void**, void*>)Api[253])(context, memoryInfo, &allocator));
        return allocator;
    }

    public static byte* Allocate(void* allocator, long size)
    {
        void* memory;
        Check(((delegate* unmanaged<void*, nuint, void**, void*>)Api[75])(allocator, (nuint)size, &memory));
        return (byte*)memory;
    }

    public static void Free(void* allocator, void* memory) => Check(((delegate* unmanaged<void*, void*, void*>)Api[76])(allocator, memory));

    public static void Release(void* allocator) => ((delegate* unmanaged<void*, void>)Api[132])(allocator);

    /// <summary>Calls a function for each number below a count, on the threads of the session, and waits for all calls.</summary>
    public static void ParallelFor(void* context, delegate* unmanaged<void*, nuint, void> call, int count, void* state) =>
        Check(((delegate* unmanaged<void*, delegate* unmanaged<void*, nuint, void>, nuint, nuint, void*, void*>)Api[274])(
            context, call, (nuint)count, (nuint)count, state));

    public static long SizeOf(void* tensor)
    {
        nuint size;
        Check(((delegate* unmanaged[SuppressGCTransition]<void*, nuint*, void*>)Api[318])(tensor, &size));
        return (long)size;
    }

    /// <summary>Gets the shape of a tensor, which is valid as long as that is.</summary>
    public static ReadOnlySpan<long> ShapeOf(void* tensor)
    {
        int type;
        long* shape;
        nuint count;
        Check(((delegate* unmanaged[SuppressGCTransition]<void*, int*, long**, nuint*, void*>)Api[414])(tensor, &type, &shape, &count));
        return new ReadOnlySpan<long>(shape, (int)count);
    }

    /// <summary>Gets a pointer to a constant text, which stays where it is and has to end with a zero.</summary>
    public static byte* PointerTo(ReadOnlySpan<byte> constant) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(constant));

    private static void Check(void* status)
    {
        if (status is not null)
        {
            string? message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*>)Api[2])(status));
            ((delegate* unmanaged<void*, void>)Api[93])(status);
            throw new InvalidOperationException($"ONNX Runtime: {message}");
        }
    }

    private static void** Load()
    {
        void** api = ((delegate* unmanaged<uint, void**>)GetApiBase()[0])(ApiVersion);
        return api is not null ? api : throw new NotSupportedException($"ONNX Runtime is older than 1.{ApiVersion}.");
    }

    [LibraryImport("onnxruntime", EntryPoint = "OrtGetApiBase")]
    private static partial void** GetApiBase();
}
