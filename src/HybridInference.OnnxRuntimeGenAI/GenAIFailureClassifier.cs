namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Tells the kind of the exceptions that <see cref="GenAIChatClient"/> throws.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class GenAIFailureClassifier : IFailureClassifier
{
    /// <inheritdoc/>
    public FailureKind? Classify(Exception exception) => LocalFailures.Classify(exception, NativeEngine.IsFailure);

    /// <inheritdoc/>
    public bool IsOutOfMemory(Exception exception) => LocalFailures.IsOutOfMemory(exception, NativeEngine.IsFailure);
}
