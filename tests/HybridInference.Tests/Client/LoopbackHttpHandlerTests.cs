using System.Net;
using CsCheck;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Client;

public sealed class LoopbackHttpHandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What counts is where .NET connects to, not what the address looks like.</summary>
    [Fact]
    public void IsLoopback_EverySpelling_IsTrueForThisMachineAlone()
    {
        int here = 0;
        int elsewhere = 0;
        EndpointSpelling.Any.Sample(
            spelling =>
            {
                var endpoint = new Uri(spelling.Text);
                bool isLoopback = LoopbackHttpHandler.IsLoopback(endpoint);
                Interlocked.Increment(ref isLoopback ? ref here : ref elsewhere);

                Assert.True(isLoopback == spelling.IsLoopback, spelling.Text);
                Assert.True(!isLoopback || IsThisMachine(HostThatIsConnectedTo(endpoint)), spelling.Text);
            },
            iter: 3_000);

        Assert.True(here > 300 && elsewhere > 300, $"{here} here, {elsewhere} elsewhere");
    }

    [Fact]
    public void IsLoopback_NoHost_IsFalse()
    {
        Assert.False(LoopbackHttpHandler.IsLoopback(new("/v1", UriKind.Relative)));
        Assert.False(LoopbackHttpHandler.IsLoopback(new("file:///models")));
        Assert.False(LoopbackHttpHandler.IsLoopback(new("mailto:someone")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_ToAnotherMachine_IsRefusedBeforeItConnects(bool isAsync)
    {
        using var client = new HttpClient(new LoopbackHttpHandler(new(), (_, _) => throw new NotSupportedException("It looked for the host.")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost.example.com/v1?secret");

        InvalidOperationException thrown = isAsync
            ? await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, Token))
            : Assert.Throws<InvalidOperationException>(() => client.Send(request, Token));

        Assert.Contains("localhost.example.com", thrown.Message);
        Assert.DoesNotContain("secret", thrown.Message);
    }

    [Fact]
    public async Task Send_OneOfTheHostsAddressesIsElsewhere_IsRefusedBeforeItConnects()
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        using var client = new HttpClient(new LoopbackHttpHandler(new(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("192.0.2.7")])));

        HttpRequestException thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(WithHost(server.Endpoint, "localhost"), Token));

        Assert.Contains("192.0.2.7", thrown.ToString());
        Assert.Equal(0, server.ConnectionCount);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    public async Task Send_ToThisMachine_ArrivesWhateverProxyThereIs(string host)
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        using var sockets = new SocketsHttpHandler { Proxy = new WebProxy("http://192.0.2.7:3128"), UseProxy = true };
        using var client = new HttpClient(new LoopbackHttpHandler(sockets));

        using HttpResponseMessage response = await client.GetAsync(WithHost(server.Endpoint, host), Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(1, server.ConnectionCount);
    }

    [Fact]
    public async Task Send_ServerRedirectsToAnotherHost_IsNotFollowed()
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        server.Respond = _ => LoopbackReply.Redirect(new("http://192.0.2.7/v1/chat/completions"));
        using var client = new HttpClient(new LoopbackHttpHandler(new() { AllowAutoRedirect = true }));
        using var body = new StringContent("{}");

        using HttpResponseMessage response = await client.PostAsync(new Uri($"{server.Endpoint}/chat/completions"), body, Token);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, 1), (response.StatusCode, server.RequestCount));
    }

    private static Uri WithHost(Uri endpoint, string host) => new UriBuilder(endpoint) { Host = host }.Uri;

    private static string HostThatIsConnectedTo(Uri endpoint)
    {
        string? host = null;
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (context, _) =>
            {
                host = context.DnsEndPoint.Host;
                throw new IOException("No connection is made.");
            },
        };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        Assert.Throws<HttpRequestException>(() => client.Send(request, Token));
        return host!;
    }

    private static bool IsThisMachine(string host)
    {
        if (!IPAddress.TryParse(host, out IPAddress? address))
        {
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.Equals("localhost.", StringComparison.OrdinalIgnoreCase);
        }

        byte[] bytes = address.MapToIPv6().GetAddressBytes();
        bool isMapped = bytes.AsSpan(0, 10).IndexOfAnyExcept((byte)0) < 0 && bytes[10] == 0xff && bytes[11] == 0xff && bytes[12] == 127;
        return isMapped || address.Equals(IPAddress.IPv6Loopback);
    }
}
