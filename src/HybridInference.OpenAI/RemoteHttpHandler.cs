namespace HybridInference.OpenAI;

/// <summary>Makes the handler at the end of the HTTP pipeline.</summary>
internal static class RemoteHttpHandler
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(100);

    public static SocketsHttpHandler Create(OpenAIChatClientOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout ?? Timeout.InfiniteTimeSpan,
        // A redirect could carry a prompt to a host that nobody chose.
        AllowAutoRedirect = false,
        // Neither may one caller's cookies go out with another's request,
        UseCookies = false,
        // nor a request for this machine to a proxy elsewhere.
        UseProxy = options.Endpoint is not { IsLoopback: true },
        // A singleton client must notice a changed DNS entry.
        PooledConnectionLifetime = ConnectionLifetime,
        // A stream that nobody reads on is paid for until its connection closes. The end of a complete one arrives sooner than this.
        ResponseDrainTimeout = DrainTimeout,
    };
}
