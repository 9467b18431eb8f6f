using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task AddGenAIChatClient_WithAKey_IsAKeyedSingletonThatHasNotLoaded()
    {
        var services = new ServiceCollection();
        services.AddGenAIChatClient("local", options => options.ModelPath = DemoFolder.Path).ConfigureOptions(options => options.MaxOutputTokens = 1);
        await using ServiceProvider provider = services.BuildServiceProvider();

        var client = provider.GetRequiredKeyedService<IChatClient>("local");

        Assert.Same(client, provider.GetRequiredKeyedService<IChatClient>("local"));
        Assert.IsType<ConfigureOptionsChatClient>(client);
        Assert.False(client.GetRequiredService<GenAIChatClient>().IsReady);
        Assert.Equal(ReadinessState.Cached, client.GetRequiredService<ITargetState>().Readiness.State);
        Assert.Equal("model", client.GetService<ChatClientMetadata>()!.DefaultModelId);
        Assert.IsType<GenAIFailureClassifier>(Assert.Single(provider.GetServices<IFailureClassifier>()));
    }

    [Fact]
    public async Task AddGenAIChatClient_Section_BindsEveryOption()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Local:ModelPath"] = DemoFolder.Path,
            ["Local:ModelId"] = "mine",
            ["Local:ExecutionProvider"] = "cuda",
            ["Local:MaxOutputTokens"] = "5",
            ["Local:PrefillChunkSize"] = "64",
            ["Local:MaxKeptSequences"] = "2",
            ["Local:UnloadAfter"] = "00:05:00",
            ["Local:LoadRetryDelay"] = "00:00:03",
            ["Local:UpdateInterval"] = "00:00:00.04",
        }).Build();
        var services = new ServiceCollection();
        services.AddGenAIChatClient(null, configuration.GetSection("Local"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        GenAIChatClientOptions options = provider.GetRequiredService<IOptionsMonitor<GenAIChatClientOptions>>().CurrentValue;

        Assert.Equal(
            (DemoFolder.Path, "mine", "cuda", 5, 64, 2, TimeSpan.FromMinutes(5)),
            (options.ModelPath, options.ModelId, options.ExecutionProvider, options.MaxOutputTokens, options.PrefillChunkSize, options.MaxKeptSequences, options.UnloadAfter));
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(40)), (options.LoadRetryDelay, options.UpdateInterval));
        Assert.Equal("mine", provider.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>()!.DefaultModelId);
    }

    public static TheoryData<string, Action<GenAIChatClientOptions>> Invalid => new()
    {
        { nameof(GenAIChatClientOptions.ModelPath), options => options.ModelPath = " " },
        { nameof(GenAIChatClientOptions.ExecutionProvider), options => options.ExecutionProvider = "" },
        { nameof(GenAIChatClientOptions.MaxOutputTokens), options => options.MaxOutputTokens = 0 },
        { nameof(GenAIChatClientOptions.PrefillChunkSize), options => options.PrefillChunkSize = 0 },
        { nameof(GenAIChatClientOptions.MaxKeptSequences), options => options.MaxKeptSequences = -1 },
        { nameof(GenAIChatClientOptions.LoadRetryDelay), options => options.LoadRetryDelay = TimeSpan.FromSeconds(-1) },
        { nameof(GenAIChatClientOptions.UpdateInterval), options => options.UpdateInterval = TimeSpan.FromSeconds(-1) },
        { nameof(GenAIChatClientOptions.UnloadAfter), options => options.UnloadAfter = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public void Client_OptionOutsideItsRange_ThrowsWithItsName(string option, Action<GenAIChatClientOptions> change)
    {
        var options = new GenAIChatClientOptions { ModelPath = DemoFolder.Path };
        change(options);

        var exception = Assert.Throws<OptionsValidationException>(() => new GenAIChatClient(options));

        Assert.Contains($"{nameof(GenAIChatClientOptions)}: {option} is", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_OptionsChangedLater_KeepsThoseItWasMadeWith()
    {
        GenAIChatClientOptions? given = null;
        using var client = new ScriptedClient(options => (given, options.MaxOutputTokens) = (options, 2));
        given!.MaxOutputTokens = 7;
        given.ModelPath = "elsewhere";

        Assert.Equal(2, (await client.AskAsync(streaming: false)).Usage!.OutputTokenCount);
    }
}
