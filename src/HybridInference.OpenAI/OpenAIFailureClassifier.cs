using System.ClientModel;
using System.Text.Json;

namespace HybridInference.OpenAI;

/// <summary>Tells the kind of the exceptions that the OpenAI client throws, from the status and the error body of the server.</summary>
/// <param name="timeProvider">The clock for a <c>Retry-After</c> that is a date; the system's if there is none.</param>
public sealed class OpenAIFailureClassifier(TimeProvider? timeProvider = null) : IFailureClassifier
{
    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    /// <remarks>A cancellation is taken for the SDK's network timeout: cancellation by the caller never comes here.</remarks>
    public FailureKind? Classify(Exception exception) => exception switch
    {
        ClientResultException result => Classify(result),
        AggregateException { InnerExceptions: [.., var last] } => Classify(last),
        HttpRequestException or HttpIOException or OperationCanceledException or TimeoutException => FailureKind.Transient,
        // Not its subclasses, which are about files.
        IOException when exception.GetType() == typeof(IOException) => FailureKind.Transient,
        // The server answered with something else than it should: no JSON,
        JsonException => FailureKind.Transient,
        // a word that the SDK does not know, such as a finish reason, or no choice at all, of which the SDK takes the first.
        ArgumentOutOfRangeException { ParamName: "value", ActualValue: string } or ArgumentOutOfRangeException { ParamName: "index" } => FailureKind.Transient,
        _ => null,
    };

    /// <inheritdoc/>
    public bool IsRefusal(Exception exception) => exception switch
    {
        ClientResultException { Status: >= 400 and < 500 and not 408 } => true,
        ClientResultException { Status: 0, InnerException: HttpRequestException inner } => HttpFailures.IsWithoutConnection(inner),
        // Of our own limit for connecting.
        TimeoutException { InnerException: HttpRequestException inner } => HttpFailures.IsWithoutConnection(inner),
        HttpRequestException http => HttpFailures.IsWithoutConnection(http),
        // Not an AggregateException of retries: the last one's failure does not tell about those before it.
        _ => false,
    };

    /// <inheritdoc/>
    /// <returns>The time, at most a day, or <see langword="null"/> when the server did not say.</returns>
    public TimeSpan? GetRetryAfter(Exception exception) => exception switch
    {
        ClientResultException result when result.GetRawResponse() is { } response => RetryAfterHeader.Read(response.Headers, _timeProvider),
        AggregateException { InnerExceptions: [.., var last] } => GetRetryAfter(last),
        _ => null,
    };

    // Status 0: there was no response at all.
    private static FailureKind Classify(ClientResultException exception) => exception.Status switch
    {
        0 or 408 or 429 or >= 500 => FailureKind.Transient,
        400 => OpenAIErrorBody.ClassifyBadRequest(exception.GetRawResponse()),
        _ => FailureKind.Permanent,
    };
}
