namespace HybridInference.OpenAI;

/// <summary>Tells that a limit for connecting was reached, which the handler below throws as a cancellation.</summary>
internal sealed class ConnectTimeoutHandler(HttpMessageHandler innerHandler, TimeSpan connectTimeout) : DelegatingHandler(innerHandler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                FormattableString.Invariant($"There was no connection to the server within {connectTimeout.TotalSeconds} s ({nameof(OpenAIChatClientOptions)}.{nameof(OpenAIChatClientOptions.ConnectTimeout)})."),
                new HttpRequestException(HttpRequestError.ConnectionError, message: null, exception));
        }
    }
}
