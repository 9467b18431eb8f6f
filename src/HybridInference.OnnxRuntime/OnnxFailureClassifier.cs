using HybridInference.OnnxRuntime.Prompting.Templates;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Tells the kind of the exceptions that <see cref="OnnxChatClient"/> throws.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OnnxFailureClassifier : IFailureClassifier
{
    /// <inheritdoc/>
    public FailureKind? Classify(Exception exception) => exception switch
    {
        ContextLengthExceededException or UnsupportedRequestException or ChatTemplateException => FailureKind.Capability,
        ModelLoadException or OnnxRuntimeException or OutOfMemoryException => FailureKind.LocalFatal,
        _ => null,
    };
}
