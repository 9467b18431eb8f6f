namespace HybridInference;

/// <summary>Tells the kind of the exceptions that one provider throws.</summary>
/// <remarks>Implementations are thread-safe and never throw. Classifiers are asked in the order of their registration.</remarks>
public interface IFailureClassifier
{
    /// <summary>Classifies an exception thrown by a target. Cancellation by the caller never comes here.</summary>
    /// <param name="exception">The exception as the target threw it.</param>
    /// <returns>The kind, or <see langword="null"/> when this classifier does not know the exception.</returns>
    FailureKind? Classify(Exception exception);

    /// <summary>
    /// Tells whether the provider certainly did no work, so that the attempt cost nothing: there was no connection, or the server
    /// refused the request before it began.
    /// </summary>
    /// <param name="exception">The exception as the target threw it.</param>
    /// <returns><see langword="false"/>, the default, when that is not certain: what was reserved for the attempt then counts as spent.</returns>
    bool IsRefusal(Exception exception) => false;

    /// <summary>Tells whether this device had too little memory. The target is then left alone until there is more, see <see cref="BreakerOptions"/>.</summary>
    /// <param name="exception">The exception as the target threw it.</param>
    /// <returns><see langword="false"/>, the default, when that is not known. An <see cref="OutOfMemoryException"/> needs no classifier.</returns>
    bool IsOutOfMemory(Exception exception) => false;

    /// <summary>Reads how long the server asks to be left alone.</summary>
    /// <param name="exception">The exception as the target threw it.</param>
    /// <returns>The time, or <see langword="null"/>, the default, when the server did not say.</returns>
    TimeSpan? GetRetryAfter(Exception exception) => null;
}
