using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Conformance.Tests;

/// <summary>One scripted model on both sides, behind HTTP and in this process, and the clients that must be alike over it.</summary>
internal sealed class Sides : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IDisposable> _clients = [];

    private Sides(LoopbackOpenAIServer server, Func<int, ScriptedReply> script)
    {
        Server = server;
        Server.Respond = request => script(RoundOf(request.Messages.Select(message => message.Role))).ToLoopback();
        Local = new()
        {
            GetResponseAsyncCallback = (messages, _, _) => Task.FromResult(script(RoundOf(messages)).ToResponse()),
            GetStreamingResponseAsyncCallback = (messages, _, _) => script(RoundOf(messages)).ToStream(),
            GetServiceCallback = (type, _) => type == typeof(ChatClientMetadata) ? new ChatClientMetadata("fake") : null,
        };
        var services = new ServiceCollection();
        services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("test", server.Endpoint));
        _services = services.BuildServiceProvider();
    }

    public LoopbackOpenAIServer Server { get; }

    public FakeChatClient Local { get; }

    public IChatClient Remote => _services.GetRequiredKeyedService<IChatClient>("remote");

    /// <summary>How often the model was asked, on either side.</summary>
    public int Requests => Server.RequestCount + Local.Requests.Count;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a model that answers one text.</summary>
    public static Task<Sides> StartAsync(string text) => StartAsync(_ => new(text));

    /// <summary>Starts a model whose answer depends on how many rounds of function calls came before.</summary>
    public static async Task<Sides> StartAsync(Func<int, ScriptedReply> script) =>
        new(await LoopbackOpenAIServer.StartAsync(cancellationToken: Token), script);

    public IChatClient Create(Setup setup, HybridChatClientServices? services = null) => setup switch
    {
        Setup.DirectRemote => Remote,
        Setup.DirectLocal => Local,
        Setup.HybridRemote => CreateHybrid(Local, preferRemoteAbove: 0, services: services),
        Setup.HybridLocal => CreateHybrid(Local, services: services),
        _ => CreateHybrid(FakeChatClient.Failing(new HttpRequestException("down")), services: services),
    };

    /// <summary>Creates a hybrid client over a local one and the server.</summary>
    public HybridChatClient CreateHybrid(
        IChatClient local,
        IChatClient? remote = null,
        int preferRemoteAbove = int.MaxValue,
        ChatCapabilities localCapabilities = ChatCapabilities.All,
        HybridChatClientServices? services = null)
    {
        var client = new HybridChatClient(
            [HybridTarget.Local(local, capabilities: new(localCapabilities)), HybridTarget.Remote(remote ?? Remote)],
            options: new() { PreferRemoteAboveTokens = preferRemoteAbove, Breaker = { Failures = int.MaxValue } },
            services: WithClassifiers(services));
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }

    private HybridChatClientServices WithClassifiers(HybridChatClientServices? services) => new()
    {
        FailureClassifiers = [.. _services.GetServices<IFailureClassifier>()],
        RawRepresentationReaders = [.. _services.GetServices<IRawRepresentationReader>()],
        LoggerFactory = services?.LoggerFactory,
    };

    private static int RoundOf(IEnumerable<ChatMessage> messages) => RoundOf(messages.Select(message => message.Role.Value));

    /// <summary>Rounds are the model's own messages since the user's last one.</summary>
    private static int RoundOf(IEnumerable<string> roles) => roles.Reverse().TakeWhile(role => role != "user").Count(role => role == "assistant");
}
