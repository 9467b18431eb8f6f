namespace HybridInference.Tests.Resilience;

public sealed class HttpFailuresTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ProxyTunnelError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.InvalidResponse, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public void IsWithoutConnection_Error_TellsWhetherTheServerCanHaveWorked(HttpRequestError error, bool expected)
    {
        var exception = new HttpRequestException(error);

        Assert.Equal(expected, HttpFailures.IsWithoutConnection(exception));
        Assert.Equal(expected, new FailureClassifier([]).IsRefusal(exception));
        Assert.Equal(FailureKind.Transient, new FailureClassifier([]).Classify(exception));
    }
}
