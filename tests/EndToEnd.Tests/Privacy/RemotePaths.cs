using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EndToEnd.Tests.Privacy;

/// <summary>Every way by which a request can come to the remote side: a client for each, over one loopback server.</summary>
internal sealed class RemotePaths : IAsyncDisposable
{
    private readonly LoopbackOpenAIServer _server;
    private readonly RecordedTelemetry _telemetry;
    private readonly List<ServiceProvider> _providers = [];

    public RemotePaths(LoopbackOpenAIServer server, RecordedTelemetry telemetry, bool withPrivacy = true)
    {
        _server = server;
        _telemetry = telemetry;
        WithPrivacy = withPrivacy;
        Clients = new Dictionary<string, IChatClient>
        {
            ["first call"] = Build(LocalReplying()),
            ["failover"] = Build(LocalFailing()),
            ["no local target"] = Build(local: null),
            ["tool loop"] = Build(LocalReplying(), client => client.UseFunctionInvocation()),
            ["tool loop, local failing"] = Build(LocalFailing(), client => client.UseFunctionInvocation()),
            ["summary"] = Build(LocalReplying(), client => client.Use(Summarizing)),
            ["cache"] = Build(LocalReplying(), client => client.UseDistributedCache(NewCache())),
            ["telemetry"] = Build(LocalReplying(), client => client.UseOpenTelemetry().UseLogging()),
            ["policy of one's own"] = Build(LocalFailing(), configure: hybrid => hybrid.AddPolicy(new AlwaysRemote())),
            ["consent refused"] = Build(LocalFailing(), configure: hybrid => hybrid
                .Configure(options => options.Privacy.DefaultHandling = PrivateDataHandling.AskConsent)
                .AskConsent((_, _) => new(false))),
            ["redaction"] = Build(LocalFailing(), configure: hybrid => hybrid
                .Configure(options => options.Privacy.DefaultHandling = PrivateDataHandling.RedactThenRemote)),
        };
    }

    public IReadOnlyDictionary<string, IChatClient> Clients { get; }

    /// <summary>Whether <see cref="PiiRoutingPolicy"/> is there. Without it the harness must find that private text leaves.</summary>
    private bool WithPrivacy { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    private static FakeChatClient LocalReplying() => FakeChatClient.Replying("a local answer that is long enough to be known again");

    private static FakeChatClient LocalFailing() => FakeChatClient.Failing(new HttpRequestException("down"));

#pragma warning disable MEAI001 // The reducer is experimental, and a path to the remote side all the same.
    private static ReducingChatClient Summarizing(IChatClient inner) => new(inner, new SummarizingChatReducer(inner, 2, 0));
#pragma warning restore MEAI001

    private static MemoryDistributedCache NewCache() => new(Options.Create(new MemoryDistributedCacheOptions()));

    private IChatClient Build(FakeChatClient? local, Action<ChatClientBuilder>? wrap = null, Action<HybridChatClientBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_telemetry));
        services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("test", _server.Endpoint));
        if (local is not null)
        {
            services.AddKeyedChatClient("local", local);
        }

        ChatClientBuilder client = services.AddHybridChatClient(hybrid =>
        {
            _ = local is null ? hybrid : hybrid.UseLocal("local", new(ChatCapabilities.All));
            hybrid.UseRemote("remote").Configure(options => options.PreferRemoteAboveTokens = 0);
            configure?.Invoke(hybrid);
            _ = WithPrivacy ? hybrid : hybrid.RemovePolicy<PiiRoutingPolicy>();
        });
        wrap?.Invoke(client);
        ServiceProvider provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<IChatClient>();
    }

    /// <summary>Wants every request to run remotely, as a router that errs would.</summary>
    private sealed class AlwaysRemote : IRoutingPolicy
    {
        public string Name => "always_remote";

        public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default) =>
            new(RoutingVerdict.Prefer(context.Targets.First(target => target.IsRemote), 1_000_000, "always_remote"));
    }
}
