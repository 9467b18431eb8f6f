using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HybridInference;
using HybridInference.LoopbackServer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests.Semantics;

/// <summary>The remote sides of all cells: one server that answers each request as its cell says, and two addresses without one.</summary>
internal sealed class RemoteSide : IAsyncDisposable
{
    private readonly LoopbackOpenAIServer _server;
    private readonly Socket _refusing = Bind();
    private readonly Socket _silent = Bind();
    private readonly List<Socket> _queued = [];
    private readonly ServiceProvider _services;

    private RemoteSide(LoopbackOpenAIServer server)
    {
        _server = server;
        var services = new ServiceCollection();
        Add(services, RemotePlace.Server, server.Endpoint);
        Add(services, RemotePlace.Refusing, new($"http://{_refusing.LocalEndPoint}/v1"));
        Add(services, RemotePlace.Silent, new($"http://{_silent.LocalEndPoint}/v1"));
        _services = services.BuildServiceProvider();
    }

    public IReadOnlyList<IFailureClassifier> Classifiers => [.. _services.GetServices<IFailureClassifier>()];

    public static async Task<RemoteSide> StartAsync(IReadOnlyList<FaultCell> cells, CancellationToken cancellationToken)
    {
        var side = new RemoteSide(await LoopbackOpenAIServer.StartAsync(cancellationToken: cancellationToken));
        side._server.Respond = request => cells[NumberIn(request)].Fault.Reply;
        await side.FillQueueAsync(cancellationToken);
        return side;
    }

    public IChatClient ClientFor(RemotePlace place) => _services.GetRequiredKeyedService<IChatClient>(place.ToString());

    public int CountRequests(int cell) => _server.Requests.Count(request => NumberIn(request) == cell);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        _queued.ForEach(socket => socket.Dispose());
        _refusing.Dispose();
        _silent.Dispose();
    }

    /// <summary>Each cell's message begins with its number.</summary>
    private static int NumberIn(LoopbackRequest request) =>
        int.Parse(request.Messages[^1].Text.Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>Bound, so that nobody else gets the port, but not listening.</summary>
    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port: 0));
        return socket;
    }

    private static void Add(ServiceCollection services, RemotePlace place, Uri endpoint) =>
        services.AddOpenAIChatClient(place.ToString(), options => (options.Model, options.Endpoint) = ("test", endpoint));

    /// <summary>Connects, and is never accepted, until the system answers no more.</summary>
    private async Task FillQueueAsync(CancellationToken cancellationToken)
    {
        _silent.Listen(0);
        for (bool isFull = false; !isFull && _queued.Count < 10;)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _queued.Add(socket);
            Task connecting = socket.ConnectAsync(_silent.LocalEndPoint!, cancellationToken).AsTask();
            isFull = await Task.WhenAny(connecting, Task.Delay(300, cancellationToken)) != connecting;
        }
    }
}
