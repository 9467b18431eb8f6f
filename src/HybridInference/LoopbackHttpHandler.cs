using System.Net;
using System.Net.Sockets;

namespace HybridInference;

/// <summary>An HTTP handler whose requests cannot leave this machine, for clients of a server that runs beside the application.</summary>
/// <remarks>
/// It takes requests for <see cref="IsLoopback(Uri)"/> addresses alone, uses no proxy, follows no redirect, and connects only when every address that
/// the host has is a loopback address. A chat client whose requests all go through one tells so by returning it from
/// <c>GetService(typeof(LoopbackHttpHandler))</c>; <see cref="HybridTarget.Local"/> then need not know the proxy of the environment. Thread-safe.
/// </remarks>
public sealed class LoopbackHttpHandler : DelegatingHandler
{
    private const string LocalHost = "localhost";

    /// <summary>Initializes the handler without cookies.</summary>
    public LoopbackHttpHandler()
        : this(new SocketsHttpHandler { UseCookies = false })
    {
    }

    /// <summary>Initializes the handler with further settings.</summary>
    /// <param name="innerHandler">The handler with the settings. What could lead elsewhere is overwritten: proxy, redirects and how it connects.</param>
    public LoopbackHttpHandler(SocketsHttpHandler innerHandler)
        : this(innerHandler, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="innerHandler">The handler with the settings.</param>
    /// <param name="resolve">Tells the addresses of a host.</param>
    internal LoopbackHttpHandler(SocketsHttpHandler innerHandler, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
        : base(innerHandler)
    {
        ArgumentNullException.ThrowIfNull(innerHandler);
        innerHandler.UseProxy = false;
        innerHandler.AllowAutoRedirect = false;
        innerHandler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, resolve, cancellationToken);
    }

    /// <summary>Tells whether an address is on this machine: its host is in 127.0.0.0/8, is ::1 or either mapped to IPv6, or is <c>localhost</c>.</summary>
    /// <remarks>Any other name is not, whatever it resolves to now: it can lead elsewhere after it was asked for.</remarks>
    /// <param name="endpoint">The address.</param>
    /// <returns><see langword="false"/> for another machine, for no machine, and for a relative address.</returns>
    public static bool IsLoopback(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.IsAbsoluteUri && !endpoint.IsFile && IsLoopbackHost(endpoint.IdnHost);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The address of the request is on another machine. Nothing was sent.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfElsewhere(request);
        return base.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The address of the request is on another machine. Nothing was sent.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfElsewhere(request);
        return base.Send(request, cancellationToken);
    }

    private static void ThrowIfElsewhere(HttpRequestMessage request)
    {
        if (request.RequestUri is not { } endpoint || !IsLoopback(endpoint))
        {
            throw new InvalidOperationException($"A client that is to stay on this machine was sent to '{request.RequestUri?.Host}'. Use an address such as http://127.0.0.1.");
        }
    }

    private static bool IsLoopbackHost(string host) =>
        IPAddress.TryParse(host, out IPAddress? address)
            ? IsLoopback(address)
            : host.TrimEnd('.').Equals(LocalHost, StringComparison.OrdinalIgnoreCase);

    // IPAddress.IsLoopback knows one mapped address only.
    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>Connects to a host, whose addresses must all be on this machine: a hosts file or a name server can say anything.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint endpoint, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await resolve(endpoint.Host, cancellationToken).ConfigureAwait(false);
        if (Array.Find(addresses, address => !IsLoopback(address)) is { } elsewhere)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, $"'{endpoint.Host}' is to be this machine, but it also has the address {elsewhere}. Use 127.0.0.1 or [::1] instead.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endpoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
