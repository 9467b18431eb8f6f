namespace HybridInference;

/// <summary>What the exceptions of .NET's HTTP client say, for classifiers of clients that wrap them.</summary>
public static class HttpFailures
{
    /// <summary>Tells whether there was no connection to the server, so that it certainly did no work.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns><see langword="false"/> when a connection may have carried the request.</returns>
    public static bool IsWithoutConnection(HttpRequestException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
    }
}
