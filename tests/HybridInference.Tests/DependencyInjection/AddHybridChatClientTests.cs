using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HybridInference.Tests.DependencyInjection;

public sealed class AddHybridChatClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddHybridChatClient_TwoKeyedClients_RoutesBetweenThem()
    {
        using ServiceProvider provider = Build(services => services.AddHybridChatClient(Both));
        IChatClient client = provider.GetRequiredService<IChatClient>();

        Assert.Equal("from local", (await client.GetResponseAsync("hi", cancellationToken: Token)).Text);
        Assert.Equal("from remote", (await client.GetResponseAsync(new string('a', 4000), cancellationToken: Token)).Text);
    }

    [Fact]
    public void AddHybridChatClient_MiddlewareAfterIt_WrapsIt()
    {
        using ServiceProvider provider = Build(services => services.AddHybridChatClient(Both).UseFunctionInvocation());

        IChatClient client = provider.GetRequiredService<IChatClient>();

        Assert.IsType<FunctionInvokingChatClient>(client);
        Assert.NotNull(client.GetService<HybridChatClient>());
    }

    [Fact]
    public void AddKeyedHybridChatClient_TwoKeys_TwoClientsWithTheirOwnOptions()
    {
        using ServiceProvider provider = Build(services =>
        {
            services.AddKeyedHybridChatClient("a", hybrid => { Both(hybrid); hybrid.Configure(options => options.PreferRemoteAboveTokens = 1); });
            services.AddKeyedHybridChatClient("b", Both);
        });

        Assert.NotSame(provider.GetRequiredKeyedService<IChatClient>("a"), provider.GetRequiredKeyedService<IChatClient>("b"));
        IOptionsMonitor<HybridChatClientOptions> options = provider.GetRequiredService<IOptionsMonitor<HybridChatClientOptions>>();
        Assert.Equal(1, options.Get("a").PreferRemoteAboveTokens);
        Assert.Equal(256, options.Get("b").PreferRemoteAboveTokens);
    }

    [Fact]
    public async Task Configure_FromConfiguration_IsObeyed()
    {
        IConfiguration configuration = Configuration(("Hybrid:PreferRemoteAboveTokens", "0"));
        using ServiceProvider provider = Build(services => services.AddHybridChatClient(hybrid =>
        {
            Both(hybrid);
            hybrid.Configure(configuration.GetSection("Hybrid"));
        }));

        ChatResponse response = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hi", cancellationToken: Token);

        Assert.Equal("from remote", response.Text);
    }

    [Fact]
    public async Task DeviceConditions_Registered_AreAskedBeforeAHedge()
    {
        var conditions = new OnBattery();
        using ServiceProvider provider = Build(services =>
        {
            services.AddSingleton<IDeviceConditions>(conditions);
            services.AddKeyedChatClient("slow", new FakeChatClient { GetResponseAsyncCallback = (_, _, token) => AnswerOnceAskedAsync(conditions, token) });
            services.AddHybridChatClient(hybrid => hybrid.UseLocal("slow").UseRemote("remote").Configure(
                options => (options.Hedging.Enabled, options.Hedging.After, options.Hedging.MaxShare) = (true, TimeSpan.FromMilliseconds(1), 1)));
        });

        ChatResponse response = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hi", cancellationToken: Token);

        Assert.Equal("from slow", response.Text);
    }

    [Theory]
    [InlineData("MaxAttempts", "0", "HybridChatClientOptions.MaxAttempts is 0")]
    [InlineData("PreferRemoteAboveTokens", "-5", "HybridChatClientOptions.PreferRemoteAboveTokens is -5")]
    [InlineData("PolicyTimeout", "00:00:00", "HybridChatClientOptions.PolicyTimeout is 00:00:00")]
    [InlineData("Stickiness:Margin", "0", "HybridChatClientOptions.Stickiness.Margin is 0")]
    [InlineData("Stickiness:IdleTimeout", "00:00:00", "HybridChatClientOptions.Stickiness.IdleTimeout is 00:00:00")]
    [InlineData("HoldBack:Characters", "0", "HybridChatClientOptions.HoldBack.Characters is 0")]
    [InlineData("Hedging:MaxShare", "2", "HybridChatClientOptions.Hedging.MaxShare is 2")]
    public async Task Start_BadSetting_FailsAndNamesSettingAndValue(string setting, string value, string expected)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        AddClients(builder.Services);
        builder.Services.AddHybridChatClient(hybrid =>
        {
            Both(hybrid);
            hybrid.Configure(Configuration(("Hybrid:" + setting, value)).GetSection("Hybrid"));
        });
        using IHost host = builder.Build();

        OptionsValidationException thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Contains(expected, thrown.Message);
    }

    [Fact]
    public void Resolve_UnknownKey_NamesItAndTheRemedy()
    {
        using ServiceProvider provider = Build(services => services.AddHybridChatClient(hybrid => hybrid.UseLocal("phi")));

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IChatClient>());

        Assert.Contains("UseLocal(\"phi\")", thrown.Message);
        Assert.Contains("AddKeyedChatClient", thrown.Message);
    }

    [Fact]
    public async Task AddPolicy_OfOnesOwn_IsAskedBesideTheDefaults()
    {
        using ServiceProvider provider = Build(services => services.AddHybridChatClient(hybrid =>
        {
            Both(hybrid);
            hybrid.AddPolicy<NeverLocal>();
        }));

        ChatResponse response = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hi", cancellationToken: Token);

        Assert.Equal("from remote", response.Text);
        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => provider.GetRequiredService<IChatClient>().GetResponseAsync(PrivateText.Email(), cancellationToken: Token));
    }

    [Fact]
    public async Task RemovePolicy_Pii_LetsPrivateTextGo()
    {
        using ServiceProvider provider = Build(services => services.AddHybridChatClient(hybrid =>
        {
            Both(hybrid);
            hybrid.RemovePolicy<PiiRoutingPolicy>();
        }));

        ChatResponse response = await provider.GetRequiredService<IChatClient>()
            .GetResponseAsync(new string('a', 4000) + " " + PrivateText.Email(), cancellationToken: Token);

        Assert.Equal("from remote", response.Text);
    }

    [Fact]
    public async Task UsePiiDetector_OfOnesOwn_IsAsked()
    {
        using ServiceProvider provider = Build(services => services.AddHybridChatClient(hybrid =>
        {
            Both(hybrid);
            hybrid.UsePiiDetector(new EverythingIsPrivate());
        }));

        ChatResponse response = await provider.GetRequiredService<IChatClient>().GetResponseAsync(new string('a', 4000), cancellationToken: Token);

        Assert.Equal("from local", response.Text);
    }

    [Fact]
    public async Task Memory_RegisteredByTheApplication_IsAskedWhenATargetRunsShort()
    {
        var memory = new CountingMemory();
        using ServiceProvider provider = Build(services =>
        {
            services.AddKeyedChatClient("local", FakeChatClient.Failing(new OutOfMemoryException()));
            services.AddSingleton<IDeviceMemory>(memory).AddHybridChatClient(Both);
        });

        ChatResponse response = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hi", cancellationToken: Token);

        Assert.Equal("from remote", response.Text);
        Assert.True(memory.Readings > 0);
    }

    [Fact]
    public void Dispose_OfTheContainer_DisposesEachClientThroughTheContainerOnly()
    {
        var local = new FakeChatClient();
        var services = new ServiceCollection();
        services.AddKeyedChatClient("local", _ => local);
        services.AddHybridChatClient(hybrid => hybrid.UseLocal("local"));
        ServiceProvider provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<IChatClient>();

        provider.Dispose();

        Assert.Equal(1, local.DisposeCount);
    }

    private static void Both(HybridChatClientBuilder hybrid) => hybrid.UseLocal("local").UseRemote("remote");

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        AddClients(services);
        add(services);
        return services.BuildServiceProvider();
    }

    private static void AddClients(IServiceCollection services)
    {
        services.AddKeyedChatClient("local", FakeChatClient.Replying("from local"));
        services.AddKeyedChatClient("remote", FakeChatClient.Replying("from remote"));
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private sealed class CountingMemory : IDeviceMemory
    {
        public int Readings { get; private set; }

        public long? GetAvailableBytes() => ++Readings;
    }

    private static async Task<ChatResponse> AnswerOnceAskedAsync(OnBattery conditions, CancellationToken cancellationToken)
    {
        await conditions.Asked.WaitAsync(cancellationToken);
        return new(new ChatMessage(ChatRole.Assistant, "from slow"));
    }

    private sealed class OnBattery : IDeviceConditions
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public bool? IsNetworkMetered => null;

        public bool? IsOnBattery
        {
            get
            {
                _asked.TrySetResult();
                return true;
            }
        }
    }

    private sealed class NeverLocal : IRoutingPolicy
    {
        public string Name => "never_local";

        public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken) =>
            new(RoutingVerdict.Deny(context.Targets.Single(target => !target.IsRemote), "never_local"));
    }

    private sealed class EverythingIsPrivate : IPiiDetector
    {
        public bool RunsLocally => true;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches) => matches.Add(new("ALL", 0, text.Length, 1));
    }
}
