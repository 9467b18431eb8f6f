namespace HybridInference;

/// <summary>Tells the kind of the exceptions that one provider throws.</summary>
/// <remarks>Implementations are thread-safe and never throw. Classifiers are asked in the order of their registration.</remarks>
public interface IFailureClassifier
{
    /// <summary>Classifies an exception thrown by a target. Cancellation by the caller never comes here.</summary>
    /// <param name="exception">The exception as the target threw it.</param>
    /// <returns>The kind, or <see langword="null"/> when this classifier does not know the exception.</returns>
    FailureKind? Classify(Exception exception);
}
