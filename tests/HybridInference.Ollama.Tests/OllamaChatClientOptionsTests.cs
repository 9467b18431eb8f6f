using CsCheck;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HybridInference.Ollama.Tests;

public sealed class OllamaChatClientOptionsTests
{
    [Theory]
    [InlineData("", null, null, "Model is ''")]
    [InlineData("small", "http://192.0.2.7:11434", null, "Endpoint is 'http://192.0.2.7:11434/'")]
    [InlineData("small", "http://localhost.example.com:11434", null, "OllamaSharp's own client")]
    [InlineData("small", "ftp://127.0.0.1", null, "Endpoint is 'ftp://127.0.0.1/'")]
    [InlineData("small", "http://secret@127.0.0.1:11434", null, "Endpoint is 'http://127.0.0.1:11434/'")]
    [InlineData("small", null, 0, "ContextLength is '0'")]
    public void Client_BadSetting_IsRefusedWithSettingAndValue(string model, string? endpoint, int? contextLength, string expected)
    {
        OptionsValidationException thrown = Assert.Throws<OptionsValidationException>(() => Create(options =>
        {
            options.Model = model;
            options.ContextLength = contextLength;
            options.Endpoint = endpoint is null ? options.Endpoint : new(endpoint);
        }));

        Assert.Contains("Ollama chat client 'local'", thrown.Message);
        Assert.Contains(expected, thrown.Message);
        Assert.DoesNotContain("secret", thrown.Message);
    }

    [Fact]
    public void Client_EverySpellingOfAnotherMachine_IsRefused() => EndpointSpelling.Any.Where(spelling => !spelling.IsLoopback).Sample(
        spelling => Assert.Throws<OptionsValidationException>(() => Create(options => (options.Model, options.Endpoint) = ("small", new(spelling.Text)))),
        iter: 300);

    [Fact]
    public void Client_SettingsInConfiguration_AreBound()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ollama:Model"] = "small",
            ["Ollama:Endpoint"] = "http://[::1]:4321",
            ["Ollama:Capabilities"] = "Tools, ImageInput",
        }).Build();
        var services = new ServiceCollection();
        services.AddOllamaChatClient("local", configuration.GetSection("Ollama"));
        using ServiceProvider provider = services.BuildServiceProvider();

        OllamaChatClientOptions options = provider.GetRequiredService<IOptionsMonitor<OllamaChatClientOptions>>().Get("local");
        ChatClientMetadata metadata = provider.GetRequiredKeyedService<IChatClient>("local").GetRequiredService<ChatClientMetadata>();

        Assert.Equal(("small", ChatCapabilities.Tools | ChatCapabilities.ImageInput), (options.Model, options.Capabilities));
        Assert.Equal(new Uri("http://[::1]:4321"), metadata.ProviderUri);
    }

    private static IChatClient Create(Action<OllamaChatClientOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddOllamaChatClient("local", configure);
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredKeyedService<IChatClient>("local");
    }
}
