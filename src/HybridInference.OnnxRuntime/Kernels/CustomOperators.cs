using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Our own operators, which a session has to be given before it loads a graph with them.</summary>
/// <remarks>ONNX Runtime keeps pointing at the definitions as long as any session lives, and so they are never freed: there is one set in a process.</remarks>
internal static unsafe class CustomOperators
{
    /// <summary>The domain of the operators in a graph.</summary>
    public const string Domain = "hybrid";

    private const int Version = 1;

    private static readonly Lazy<nint> Definitions = new(TryDefine);

    /// <summary>Gets whether this processor and this build of ONNX Runtime can have them.</summary>
    public static bool AreAvailable => KernelSets.Best != KernelSet.None && Definitions.Value != 0;

    /// <summary>Gives the operators to a session, if they are available.</summary>
    public static void AddTo(SessionOptions options)
    {
        if (AreAvailable)
        {
            OrtNative.AddDomain(options, (void*)Definitions.Value);
        }
    }

    /// <summary>Encodes the field of a model that says that its graph has nodes of this domain.</summary>
    public static byte[] Import() => new ProtobufWriter()
        .Message(OnnxFields.ModelOpset, new ProtobufWriter().Text(OnnxFields.OpsetDomain, Domain).Number(OnnxFields.OpsetVersion, Version))
        .ToArray();

    private static nint TryDefine()
    {
        try
        {
            void* domain = OrtNative.CreateDomain(OrtNative.PointerTo("hybrid\0"u8));
            OrtNative.AddOperator(domain, (OrtCustomOp*)OperatorCallbacks.Keep(Int4MatMulOperator.Create()));
            OrtNative.AddOperator(domain, (OrtCustomOp*)OperatorCallbacks.Keep(AttentionOperator.Create()));
            MakeKnown(domain);
            return (nint)domain;
        }
        catch (Exception exception) when (exception is TypeInitializationException or TypeLoadException or InvalidOperationException)
        {
            // A native library of another name or version: models run as ONNX Runtime does it.
            return 0;
        }
    }

    /// <summary>ONNX Runtime takes note of a domain with the first session that has it, and fails if two at once do so. One without a model is enough.</summary>
    private static void MakeKnown(void* domain)
    {
        using var options = new SessionOptions();
        OrtNative.AddDomain(options, domain);
        try
        {
            new InferenceSession([0], options).Dispose();
        }
        catch (OnnxRuntimeException)
        {
            // There is no model.
        }
    }
}
