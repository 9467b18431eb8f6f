namespace HybridInference.OpenAI;

/// <summary>Makes the handlers at the end of the HTTP pipeline.</summary>
internal static class RemoteHttpHandler
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(100);

    public static HttpMessageHandler Create(OpenAIChatClientOptions options)
    {
        TimeSpan connectTimeout = options.ConnectTimeout ?? Timeout.InfiniteTimeSpan;
        SocketsHttpHandler sockets = CreateSockets(connectTimeout);
        return new ConnectTimeoutHandler(options.IsOnThisMachine ? new LoopbackHttpHandler(sockets) : sockets, connectTimeout);
    }

    /// <summary>Finds among handlers the one that keeps requests on this machine.</summary>
    public static LoopbackHttpHandler? FindLoopback(HttpMessageHandler? handler) => handler switch
    {
        LoopbackHttpHandler loopback => loopback,
        DelegatingHandler outer => FindLoopback(outer.InnerHandler),
        _ => null,
    };

    private static SocketsHttpHandler CreateSockets(TimeSpan connectTimeout) => new()
    {
        ConnectTimeout = connectTimeout,
        // A redirect could carry a prompt to a host that nobody chose.
        AllowAutoRedirect = false,
        // Neither may one caller's cookies go out with another's request.
        UseCookies = false,
        // A singleton client must notice a changed DNS entry.
        PooledConnectionLifetime = ConnectionLifetime,
        // A stream that nobody reads on is paid for until its connection closes. The end of a complete one arrives sooner than this.
        ResponseDrainTimeout = DrainTimeout,
    };
}
