using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Our own operators, which a session has to be given before it loads a graph with them.</summary>
/// <remarks>ONNX Runtime keeps pointing at the definitions as long as any session lives, and so they are never freed: there is one set in a process.</remarks>
internal static unsafe class CustomOperators
{
    /// <summary>The domain of the operators in a graph.</summary>
    public const string Domain = "hybrid";

    public const int Version = 1;

    private static readonly Lazy<nint> Definitions = new(TryDefine);

    /// <summary>Gets whether this processor and this build of ONNX Runtime can have them.</summary>
    public static bool AreAvailable => Int4MatMulOperator.IsSupported && Definitions.Value != 0;

    /// <summary>Gives the operators to a session, if they are available.</summary>
    public static void AddTo(SessionOptions options)
    {
        if (AreAvailable)
        {
            OrtNative.AddDomain(options, (void*)Definitions.Value);
        }
    }

    private static nint TryDefine()
    {
        try
        {
            var product = (OrtCustomOp*)NativeMemory.AllocZeroed((nuint)sizeof(OrtCustomOp));
            Int4MatMulOperator.Define(product);
            void* domain = OrtNative.CreateDomain(OrtNative.PointerTo("hybrid\0"u8));
            OrtNative.AddOperator(domain, product);
            return (nint)domain;
        }
        catch (Exception exception) when (exception is TypeInitializationException or TypeLoadException or InvalidOperationException)
        {
            // A native library of another name or version: models run as ONNX Runtime does it.
            return 0;
        }
    }
}
