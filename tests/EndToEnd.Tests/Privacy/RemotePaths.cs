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
    /// <summary>The model of the server that is cut off in its answers.</summary>
    public const string CutModel = "cut";

    /// <summary>More failures than there are: every request is to begin at the target that fails.</summary>
    private const int NeverLeftAlone = 1_000_000;

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
            ["first call"] = Build(LocalModels.Replying()),
            ["failover"] = Build(LocalModels.Failing()),
            ["no local target"] = Build(local: null),
            ["tool loop"] = Build(LocalModels.Replying(), client => client.UseFunctionInvocation()),
            ["tool loop, local failing"] = Build(LocalModels.Failing(), client => client.UseFunctionInvocation()),
            ["summary"] = Build(LocalModels.Replying(), client => client.Use(Summarizing)),
            ["cache"] = Build(LocalModels.Replying(), client => client.UseDistributedCache(NewCache())),
            ["telemetry"] = Build(LocalModels.Replying(), client => client.UseOpenTelemetry().UseLogging()),
            ["policy of one's own"] = Build(LocalModels.Failing(), configure: hybrid => hybrid.AddPolicy(new AlwaysRemote("remote"))),
            ["consent refused"] = Build(LocalModels.Failing(), configure: hybrid => hybrid
                .Configure(options => options.Privacy.DefaultHandling = PrivateDataHandling.AskConsent)
                .AskConsent((_, _) => new(false))),
            ["redaction"] = Build(LocalModels.Failing(), configure: hybrid => hybrid
                .Configure(options => options.Privacy.DefaultHandling = PrivateDataHandling.RedactThenRemote)),
        };
        TakeoverClients = new[] { PrivateDataHandling.KeepLocal, PrivateDataHandling.RedactThenRemote }
            .SelectMany(handling => Takeovers(handling).Select(path => KeyValuePair.Create($"{path.Name}, {handling}", path.Client)))
            .ToDictionary();
    }

    public IReadOnlyDictionary<string, IChatClient> Clients { get; }

    /// <summary>Clients whose requests come to a remote target beside or after another one, in the middle of an answer.</summary>
    public IReadOnlyDictionary<string, IChatClient> TakeoverClients { get; }

    /// <summary>Whether <see cref="PiiRoutingPolicy"/> is there. Without it the harness must find that private text leaves.</summary>
    private bool WithPrivacy { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    private IEnumerable<(string Name, IChatClient Client)> Takeovers(PrivateDataHandling handling)
    {
        yield return ("hold-back", Build(LocalModels.Interrupted(), configure: Taken(options => options.HoldBack.Characters = 10_000)));
        yield return ("restart", Build(LocalModels.Interrupted(), configure: Taken(options => options.StreamInterruption = StreamInterruption.Restart)));
        yield return ("continue", Build(LocalModels.Interrupted(), configure: Taken(options => options.StreamInterruption = StreamInterruption.Continue)));
        yield return ("continue from remote", Build(local: null, configure: hybrid =>
        {
            hybrid.Services.AddOpenAIChatClient(CutModel, options => (options.Model, options.Endpoint) = (CutModel, _server.Endpoint));
            Taken(options => options.StreamInterruption = StreamInterruption.Continue)(hybrid.UseRemote(CutModel).AddPolicy(new AlwaysRemote(CutModel)));
        }));
        yield return ("hedge", Build(LocalModels.Slow(TimeSpan.FromMilliseconds(20)), configure: Taken(options =>
            (options.Hedging.Enabled, options.Hedging.After, options.Hedging.MaxShare) = (true, TimeSpan.FromMilliseconds(1), 1))));
        yield return ("hedge, held back", Build(LocalModels.Slow(TimeSpan.FromMilliseconds(10)), configure: Taken(options =>
        {
            (options.Hedging.Enabled, options.Hedging.After, options.Hedging.MaxShare) = (true, TimeSpan.FromMilliseconds(2), 1);
            options.HoldBack.Time = TimeSpan.FromMilliseconds(1);
        })));

        Action<HybridChatClientBuilder> Taken(Action<HybridChatClientOptions> configure) => hybrid => hybrid.Configure(options =>
        {
            options.PreferRemoteAboveTokens = int.MaxValue;
            options.Breaker.Failures = NeverLeftAlone;
            options.Privacy.DefaultHandling = handling;
            configure(options);
        });
    }

#pragma warning disable MEAI001 // The reducer is experimental, and a path to the remote side all the same.
    private static ReducingChatClient Summarizing(IChatClient inner) => new(inner, new SummarizingChatReducer(inner, 2, 0));
#pragma warning restore MEAI001

    private static MemoryDistributedCache NewCache() => new(Options.Create(new MemoryDistributedCacheOptions()));

    private IChatClient Build(FakeChatClient? local, Action<ChatClientBuilder>? wrap = null, Action<HybridChatClientBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_telemetry));
        services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("test", _server.Endpoint));
        if (local is not null)
        {
            services.AddKeyedChatClient("local", local);
        }

        ChatClientBuilder client = services.AddHybridChatClient(hybrid =>
        {
            _ = local is null ? hybrid : hybrid.UseLocal("local", new(ChatCapabilities.All));
            hybrid.UseRemote("remote", new(ChatCapabilities.All | ChatCapabilities.Prefill)).Configure(options => options.PreferRemoteAboveTokens = 0);
            configure?.Invoke(hybrid);
            _ = WithPrivacy ? hybrid : hybrid.RemovePolicy<PiiRoutingPolicy>();
        });
        wrap?.Invoke(client);
        ServiceProvider provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<IChatClient>();
    }

    /// <summary>Wants every request to run remotely, as a router that errs would.</summary>
    private sealed class AlwaysRemote(string target) : IRoutingPolicy
    {
        public string Name => "always_remote";

        public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default) =>
            new(RoutingVerdict.Prefer(context.Targets.First(other => other.Name == target), 1_000_000, "always_remote"));
    }
}
