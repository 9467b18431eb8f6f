using System.Net;

namespace HybridInference;

/// <summary>Asks the providers' classifiers, then classifies what .NET itself throws. What nobody knows is permanent.</summary>
internal sealed class FailureClassifier(IEnumerable<IFailureClassifier> classifiers)
{
    private readonly IFailureClassifier[] _classifiers = [.. classifiers];

    public FailureKind Classify(Exception exception)
    {
        foreach (IFailureClassifier classifier in _classifiers)
        {
            if (classifier.Classify(exception) is { } kind)
            {
                return kind;
            }
        }

        return exception switch
        {
            RequestWithheldException or BudgetExhaustedException => FailureKind.Withheld,
            HttpRequestException { StatusCode: { } status } => Classify(status),
            HttpRequestException or IOException or TimeoutException or OperationCanceledException => FailureKind.Transient,
            NotSupportedException => FailureKind.Capability,
            OutOfMemoryException => FailureKind.LocalFatal,
            _ => FailureKind.Permanent,
        };
    }

    /// <summary>How long the server asks to be left alone, if it says so.</summary>
    public TimeSpan? GetRetryAfter(Exception exception)
    {
        foreach (IFailureClassifier classifier in _classifiers)
        {
            if (classifier.GetRetryAfter(exception) is { } time)
            {
                return time;
            }
        }

        return null;
    }

    /// <summary>Whether a provider certainly did no work.</summary>
    public bool IsRefusal(Exception exception) =>
        Array.Exists(_classifiers, classifier => classifier.IsRefusal(exception))
        || exception switch
        {
            RequestWithheldException or BudgetExhaustedException => true,
            HttpRequestException { StatusCode: { } status } => (int)status is >= 400 and < 500 and not (int)HttpStatusCode.RequestTimeout,
            HttpRequestException http => HttpFailures.IsWithoutConnection(http),
            _ => false,
        };

    /// <summary>Whether this device had too little memory.</summary>
    public bool IsOutOfMemory(Exception exception) =>
        exception is OutOfMemoryException || Array.Exists(_classifiers, classifier => classifier.IsOutOfMemory(exception));

    private static FailureKind Classify(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500
            ? FailureKind.Transient
            : FailureKind.Permanent;
}
