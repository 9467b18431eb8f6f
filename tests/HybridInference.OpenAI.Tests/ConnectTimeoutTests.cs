using System.Net;
using System.Net.Sockets;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.OpenAI.Tests;

public class ConnectTimeoutTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_NobodyAccepts_FailsWithTheOptionAndTheLimit(bool streaming)
    {
        using var server = await FullServer.StartAsync();
        await using ServiceProvider services = CreateServices(server.Endpoint);
        var client = services.GetRequiredKeyedService<IChatClient>(Remote.Key);

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => client.SendAsync(streaming, "hello", cancellationToken: Token));

        Assert.Equal("There was no connection to the server within 0.2 s (OpenAIChatClientOptions.ConnectTimeout).", exception.Message);
        var classifier = services.GetRequiredService<IFailureClassifier>();
        Assert.Equal(FailureKind.Transient, classifier.Classify(exception));
        Assert.True(classifier.IsRefusal(exception));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_NobodyAcceptsThroughAHybridClient_FailsOver(bool streaming)
    {
        using var server = await FullServer.StartAsync();
        await using ServiceProvider services = CreateServices(server.Endpoint);
        using var hybrid = new HybridChatClient(
            [
                HybridTarget.Remote(services.GetRequiredKeyedService<IChatClient>(Remote.Key)),
                HybridTarget.Local(FakeChatClient.Replying("local answer")),
            ],
            policies: [],
            services: new() { FailureClassifiers = [.. services.GetServices<IFailureClassifier>()] });

        ChatResponse response = await hybrid.SendAsync(streaming, "hello", cancellationToken: Token);

        Assert.Equal("local answer", response.Text);
        AttemptRecord attempt = response.GetRoutingDecision()!.Attempts[0];
        Assert.Equal((FailureKind.Transient, nameof(TimeoutException)), (attempt.Failure, attempt.ExceptionType));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_CallerCancelsWhileConnecting_IsCancellation(bool streaming)
    {
        using var server = await FullServer.StartAsync();
        await using ServiceProvider services = CreateServices(server.Endpoint, TimeSpan.FromMinutes(1));
        var client = services.GetRequiredKeyedService<IChatClient>(Remote.Key);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<ChatResponse> call = client.SendAsync(streaming, "hello", cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_ServerAccepts_IsAnswered(bool streaming)
    {
        await using var remote = await Remote.StartAsync(configure: options => options.ConnectTimeout = TimeSpan.FromSeconds(30));

        ChatResponse response = await remote.SendAsync(streaming);

        Assert.NotEmpty(response.Text);
    }

    private static ServiceProvider CreateServices(Uri endpoint, TimeSpan? connectTimeout = null)
    {
        var services = new ServiceCollection();
        services.AddOpenAIChatClient(Remote.Key, options =>
        {
            options.Model = Remote.Model;
            options.Endpoint = endpoint;
            options.ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(0.2);
        });
        return services.BuildServiceProvider();
    }

    /// <summary>A port whose queue of connections is full: Linux then leaves further ones without an answer.</summary>
    private sealed class FullServer : IDisposable
    {
        private static readonly TimeSpan LongerThanAConnectionTakes = TimeSpan.FromSeconds(1);

        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _waiting = [];

        public Uri Endpoint => new($"http://{_listener.LocalEndPoint}/v1");

        public static async Task<FullServer> StartAsync()
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux leaves connections beyond the queue without an answer.");
            var server = new FullServer();
            server._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            server._listener.Listen(0);
            while (await server.TryConnectAsync())
            {
            }

            return server;
        }

        public void Dispose()
        {
            _waiting.ForEach(socket => socket.Dispose());
            _listener.Dispose();
        }

        private async Task<bool> TryConnectAsync()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _waiting.Add(socket);
            Task connection = socket.ConnectAsync(_listener.LocalEndPoint!, Token).AsTask();
            return await Task.WhenAny(connection, Task.Delay(LongerThanAConnectionTakes, Token)) == connection;
        }
    }
}
