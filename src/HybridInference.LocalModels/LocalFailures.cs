using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels;

/// <summary>Tells the kind of the exceptions that clients of local models throw.</summary>
internal static class LocalFailures
{
    private static readonly string[] AllocationFailures = ["Failed to allocate memory", "std::bad_alloc", "bad allocation", "out of memory"];

    /// <summary>Tells the kind of an exception; <see langword="null"/> where it is none of a local model.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isNative">Tells the exceptions of the engine's native library.</param>
    public static FailureKind? Classify(Exception exception, Func<Exception, bool> isNative) => exception switch
    {
        ContextLengthExceededException or UnsupportedRequestException or ChatTemplateException => FailureKind.Capability,
        ModelLoadException or OutOfMemoryException => FailureKind.LocalFatal,
        _ => isNative(exception) ? FailureKind.LocalFatal : null,
    };

    /// <summary>Tells whether an exception says that there was not enough memory.</summary>
    /// <remarks>ONNX Runtime has no code for it: the text of its arena, of C++ on Linux and on Windows, and of CUDA.</remarks>
    /// <inheritdoc cref="Classify" path="/param"/>
    public static bool IsOutOfMemory(Exception exception, Func<Exception, bool> isNative) => exception switch
    {
        OutOfMemoryException => true,
        ModelLoadException { InnerException: { } inner } => IsOutOfMemory(inner, isNative),
        _ => isNative(exception) && Array.Exists(AllocationFailures, text => exception.Message.Contains(text, StringComparison.OrdinalIgnoreCase)),
    };
}
