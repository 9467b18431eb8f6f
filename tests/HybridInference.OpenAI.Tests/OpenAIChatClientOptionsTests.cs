using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HybridInference.OpenAI.Tests;

public class OpenAIChatClientOptionsTests
{
    private readonly string _apiKey = $"test-{Guid.NewGuid():N}";

    public static TheoryData<Action<OpenAIChatClientOptions>, string[]> Mistakes => new()
    {
        { static options => options.Model = null, ["Model is ''", "name of a model"] },
        { static options => options.Model = "  ", ["Model is '  '"] },
        { static options => options.NetworkTimeout = TimeSpan.Zero, ["NetworkTimeout is '00:00:00'"] },
        { static options => options.NetworkTimeout = TimeSpan.FromDays(100), ["NetworkTimeout is '100.00:00:00'"] },
        { static options => options.ConnectTimeout = TimeSpan.Zero, ["ConnectTimeout is '00:00:00'", "leave it out"] },
        { static options => options.ContextLength = 0, ["ContextLength is '0'"] },
        { static options => options.ContextLength = -5, ["ContextLength is '-5'"] },
        { static options => options.Endpoint = new("models", UriKind.Relative), ["Endpoint is 'models'"] },
        { static options => options.Endpoint = new("ftp://models.example/v1"), ["Endpoint is 'ftp://models.example/v1'"] },
        { static options => options.Endpoint = new("http://models.example/v1"), ["'http://models.example/v1'", "AllowUnencrypted"] },
        { static options => options.Endpoint = new("https://models.example/v1?key=hidden"), ["'https://models.example/v1'", "query"] },
        { static options => options.Endpoint = new("https://me:hidden@models.example/v1"), ["'https://models.example/v1'", "user"] },
        { static options => options.ApiKey = null, ["ApiKey is not set", "'https://models.example/v1'", "AllowMissingApiKey"] },
        { static options => (options.ApiKey, options.Endpoint) = (null, null), ["ApiKey is not set", "OpenAI's own"] },
        { static options => options.ApiKey = "", ["ApiKey (not shown) is empty"] },
        { static options => options.ApiKey = "hidden\n", ["ApiKey (not shown) is empty or has a character"] },
        { static options => options.ApiKey = "hidden key", ["ApiKey (not shown) is empty or has a character"] },
    };

    public static TheoryData<Action<OpenAIChatClientOptions>> Accepted => new()
    {
        static _ => { },
        static options => options.Endpoint = null,
        static options => (options.Endpoint, options.ApiKey) = (new("http://127.0.0.1:8080/v1"), null),
        static options => (options.Endpoint, options.ApiKey) = (new("http://localhost:8080/v1"), null),
        static options => (options.Endpoint, options.ApiKey) = (new("http://[::1]/v1"), null),
        static options => (options.Endpoint, options.AllowUnencrypted) = (new("http://models.example/v1"), true),
        static options => (options.ApiKey, options.AllowMissingApiKey) = (null, true),
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task StartAsync_Mistake_NamesSettingAndValueButNoSecret(Action<OpenAIChatClientOptions> mistake, string[] expected)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddOpenAIChatClient("remote", options =>
        {
            SetValid(options);
            mistake(options);
        });
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        var message = Assert.Single(exception.Failures);
        Assert.StartsWith("OpenAI chat client 'remote': ", message, StringComparison.Ordinal);
        Assert.All(expected, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("hidden", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_apiKey, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task StartAsync_Valid_Starts(Action<OpenAIChatClientOptions> change)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddOpenAIChatClient("remote", options =>
        {
            SetValid(options);
            change(options);
        });
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(host.Services.GetRequiredKeyedService<IChatClient>("remote"));
    }

    [Fact]
    public void AddOpenAIChatClient_Section_BindsEverySetting()
    {
        var services = new ServiceCollection();
        services.AddOpenAIChatClient("remote", Section(new()
        {
            ["Remote:Model"] = "m",
            ["Remote:Endpoint"] = "http://models.example:8000/v1",
            ["Remote:ApiKey"] = _apiKey,
            ["Remote:OrganizationId"] = "org",
            ["Remote:ProjectId"] = "proj",
            ["Remote:NetworkTimeout"] = "00:00:30",
            ["Remote:Capabilities"] = "Tools, ImageInput",
            ["Remote:ContextLength"] = "4096",
            ["Remote:AllowUnencrypted"] = "true",
            ["Remote:AllowMissingApiKey"] = "true",
        }));
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<OpenAIChatClientOptions>>().Get("remote");

        Assert.Equal(("m", _apiKey, "org", "proj"), (options.Model, options.ApiKey, options.OrganizationId, options.ProjectId));
        Assert.Equal(new Uri("http://models.example:8000/v1"), options.Endpoint);
        Assert.Equal(TimeSpan.FromSeconds(30), options.NetworkTimeout);
        Assert.Equal((ChatCapabilities.Tools | ChatCapabilities.ImageInput, 4096), (options.Capabilities, options.ContextLength));
        Assert.True(options.AllowUnencrypted && options.AllowMissingApiKey);
    }

    [Fact]
    public void AddOpenAIChatClient_SectionWithModelOnly_LeavesTheDefaultsInPlace()
    {
        var services = new ServiceCollection();
        services.AddOpenAIChatClient("remote", Section(new() { ["Remote:Model"] = "m", ["Remote:ApiKey"] = _apiKey }));
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<OpenAIChatClientOptions>>().Get("remote");

        Assert.Equal(TimeSpan.FromSeconds(100), options.NetworkTimeout);
        Assert.Equal(ChatCapabilities.All, options.Capabilities);
        Assert.Null(options.Endpoint);
        Assert.Null(options.ContextLength);
    }

    [Theory]
    [InlineData("NetworkTimeout", "soon")]
    [InlineData("ContextLength", "many")]
    [InlineData("Capabilities", "Telepathy")]
    public async Task StartAsync_SectionHasAnUnreadableValue_NamesPathAndValue(string setting, string value)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddOpenAIChatClient("remote", Section(new() { ["Remote:Model"] = "m", [$"Remote:{setting}"] = value }));
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"Remote:{setting}", exception.Message, StringComparison.Ordinal);
        Assert.Contains(value, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetRequiredKeyedService_MistakeWithoutAHost_ThrowsTheSameMessage()
    {
        var services = new ServiceCollection();
        services.AddOpenAIChatClient("remote", static _ => { });
        using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<IChatClient>("remote"));

        Assert.Equal(2, exception.Failures.Count());
    }

    [Fact]
    public void AddOpenAIChatClient_InvalidArgument_Throws()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddOpenAIChatClient("remote", static _ => { }));
        Assert.Throws<ArgumentException>("serviceKey", () => services.AddOpenAIChatClient("", static _ => { }));
        Assert.Throws<ArgumentNullException>(
            "configure", () => services.AddOpenAIChatClient("remote", (Action<OpenAIChatClientOptions>)null!));
        Assert.Throws<ArgumentNullException>("configuration", () => services.AddOpenAIChatClient("remote", (IConfiguration)null!));
    }

    private void SetValid(OpenAIChatClientOptions options)
    {
        options.Model = "m";
        options.Endpoint = new("https://models.example/v1");
        options.ApiKey = _apiKey;
    }

    private static IConfigurationSection Section(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Remote");
}
