using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Tells the kind of the exceptions that <see cref="OnnxChatClient"/> throws.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OnnxFailureClassifier : IFailureClassifier
{
    /// <inheritdoc/>
    public FailureKind? Classify(Exception exception) => LocalFailures.Classify(exception, IsNative);

    /// <inheritdoc/>
    public bool IsOutOfMemory(Exception exception) => LocalFailures.IsOutOfMemory(exception, IsNative);

    private static bool IsNative(Exception exception) => exception is OnnxRuntimeException;
}
