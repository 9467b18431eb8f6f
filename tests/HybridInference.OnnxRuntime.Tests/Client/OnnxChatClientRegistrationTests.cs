using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxChatClientRegistrationTests
{
    [Fact]
    public async Task AddOnnxChatClient_WithAKey_IsAKeyedSingletonInAPipeline()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hi"));
        var services = new ServiceCollection();
        services.AddOnnxChatClient("local", options => options.ModelPath = folder.Path)
            .ConfigureOptions(options => options.MaxOutputTokens = 1);
        await using ServiceProvider provider = services.BuildServiceProvider();

        var client = provider.GetRequiredKeyedService<IChatClient>("local");

        Assert.Same(client, provider.GetRequiredKeyedService<IChatClient>("local"));
        Assert.IsType<ConfigureOptionsChatClient>(client);
        Assert.NotNull(client.GetService<OnnxChatClient>());
        Assert.Equal("H", (await client.AskAsync(streaming: false)).Text);
        Assert.IsType<OnnxFailureClassifier>(Assert.Single(provider.GetServices<IFailureClassifier>()));
    }

    [Fact]
    public async Task AddOnnxChatClient_Section_BindsEveryOption()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hi"));
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Local:ModelPath"] = folder.Path,
            ["Local:ModelId"] = "mine",
            ["Local:MaxOutputTokens"] = "1",
            ["Local:IntraOpThreads"] = "2",
            ["Local:AllowSpinning"] = "true",
            ["Local:PrefillChunkSize"] = "64",
            ["Local:MaxKeptSequences"] = "2",
            ["Local:MaxKeptBytes"] = "1000",
            ["Local:MaxDraftTokens"] = "3",
            ["Local:MaxConcurrentRequests"] = "4",
            ["Local:MaxConcurrentBytes"] = "5000",
            ["Local:ExecutionProvider"] = "cuda",
        }).Build();
        var services = new ServiceCollection();
        services.AddOnnxChatClient("local", configuration.GetSection("Local"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        OnnxChatClientOptions options = provider.GetRequiredService<IOptionsMonitor<OnnxChatClientOptions>>().Get("local");
        ChatResponse response = await provider.GetRequiredKeyedService<IChatClient>("local").AskAsync(streaming: false);

        Assert.Equal(2, options.IntraOpThreads);
        Assert.True(options.AllowSpinning);
        Assert.Equal(64, options.PrefillChunkSize);
        Assert.Equal((2, 1000), (options.MaxKeptSequences, options.MaxKeptBytes));
        Assert.Equal((3, 4, 5000), (options.MaxDraftTokens, options.MaxConcurrentRequests, options.MaxConcurrentBytes));
        Assert.Equal("cuda", options.ExecutionProvider);
        Assert.Equal("H", response.Text);
        Assert.Equal("mine", response.ModelId);
    }

    [Fact]
    public void AddOnnxChatClient_TwoModels_HaveTheirOwnOptionsAndOneClassifier()
    {
        var services = new ServiceCollection();
        services.AddOnnxChatClient("small", options => options.ModelPath = "small-model");
        services.AddOnnxChatClient("large", options => options.ModelPath = "large-model");
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal("small-model", ModelIdOf("small"));
        Assert.Equal("large-model", ModelIdOf("large"));
        Assert.Single(provider.GetServices<IFailureClassifier>());

        string? ModelIdOf(string key) =>
            provider.GetRequiredKeyedService<IChatClient>(key).GetService<ChatClientMetadata>()?.DefaultModelId;
    }

    [Fact]
    public void StartupValidation_BadOptions_NamesSettingAndValue()
    {
        var services = new ServiceCollection();
        services.AddOnnxChatClient("local", options =>
        {
            options.ModelPath = " ";
            options.MaxOutputTokens = 0;
            options.IntraOpThreads = -2;
            options.PrefillChunkSize = -3;
            options.MaxConcurrentRequests = 0;
            options.MaxConcurrentBytes = -1;
            options.MaxDraftTokens = 17;
        });
        using ServiceProvider provider = services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(
            [
                "OnnxChatClientOptions of 'local': ModelPath is ' '. Set it to the path of a model folder.",
                "OnnxChatClientOptions of 'local': MaxOutputTokens is 0. Set it to 1 or more.",
                "OnnxChatClientOptions of 'local': IntraOpThreads is -2. Set it to 1 or more.",
                "OnnxChatClientOptions of 'local': PrefillChunkSize is -3. Set it to 1 or more.",
                "OnnxChatClientOptions of 'local': MaxConcurrentRequests is 0. Set it to 1 or more.",
                "OnnxChatClientOptions of 'local': MaxConcurrentBytes is -1. Set it to 0 or more.",
                "OnnxChatClientOptions of 'local': MaxDraftTokens is 17. Set it to 0 to 16.",
            ],
            exception.Failures);
    }

    [Fact]
    public void StartupValidation_FolderIsMissing_IsNoErrorOfTheOptions()
    {
        var services = new ServiceCollection();
        services.AddOnnxChatClient("local", options => options.ModelPath = "no-such-folder");
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void Constructor_BadOptions_Throws()
    {
        Assert.Throws<OptionsValidationException>(() => new OnnxChatClient(new OnnxChatClientOptions()));
        Assert.Throws<ArgumentNullException>(() => new OnnxChatClient(null!));
    }
}
