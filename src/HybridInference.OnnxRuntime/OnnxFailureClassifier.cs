using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Tells the kind of the exceptions that <see cref="OnnxChatClient"/> throws.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OnnxFailureClassifier : IFailureClassifier
{
    private static readonly string[] AllocationFailures = ["Failed to allocate memory", "std::bad_alloc", "bad allocation", "out of memory"];

    /// <inheritdoc/>
    public FailureKind? Classify(Exception exception) => exception switch
    {
        ContextLengthExceededException or UnsupportedRequestException or ChatTemplateException => FailureKind.Capability,
        ModelLoadException or OnnxRuntimeException or OutOfMemoryException => FailureKind.LocalFatal,
        _ => null,
    };

    /// <inheritdoc/>
    /// <remarks>ONNX Runtime has no code for it: the text of its arena, of C++ on Linux and on Windows, and of CUDA.</remarks>
    public bool IsOutOfMemory(Exception exception) => exception switch
    {
        OutOfMemoryException => true,
        OnnxRuntimeException => Array.Exists(AllocationFailures, text => exception.Message.Contains(text, StringComparison.OrdinalIgnoreCase)),
        ModelLoadException { InnerException: { } inner } => IsOutOfMemory(inner),
        _ => false,
    };
}
