using HybridInference.LoopbackServer.Ollama;
using Microsoft.Extensions.AI;

namespace HybridInference.Ollama.Tests;

public sealed class OllamaTargetStateTests
{
    public static TheoryData<string[]?, ChatCapabilities> Capabilities { get; } = new()
    {
        { ["completion", "tools", "vision", "thinking"], ChatCapabilities.Tools | ChatCapabilities.ImageInput | ChatCapabilities.StructuredOutput },
        { ["completion"], ChatCapabilities.StructuredOutput },
        { [], ChatCapabilities.StructuredOutput },
        { null, ChatCapabilities.StructuredOutput },
    };

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task Capabilities_ToldByOllama_AreThoseOfTheTarget(string[]? told, ChatCapabilities expected)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest") { Capabilities = told });

        Assert.Equal(expected, ollama.Target.Capabilities.Supported);
    }

    [Fact]
    public async Task Capabilities_SetByTheApplication_ComeBeforeThoseThatOllamaTells()
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(
            new LoopbackOllamaModel("test:latest") { LoadedContextLength = 4096 }, options => (options.Capabilities, options.ContextLength) = (ChatCapabilities.None, 512));

        Assert.Equal((ChatCapabilities.None, 512), (ollama.Target.Capabilities.Supported, ollama.Target.Capabilities.ContextLength));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_NeedsWhatTheModelLacks_GoesToTheTargetThatHasIt(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest") { Capabilities = ["completion"] });
        var tools = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "sunny", "weather")] };

        ChatResponse response = await ollama.SendAsync(streaming, options: tools);

        Assert.Equal("remote answer", response.Text);
        Assert.Empty(ollama.Server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LongerThanTheLoadedContext_GoesToTheRemoteTarget(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest") { LoadedContextLength = 128 });

        ChatResponse response = await ollama.SendAsync(streaming, string.Join(' ', Enumerable.Repeat("bread", 400)));

        Assert.Equal("remote answer", response.Text);
        Assert.Contains(response.GetRoutingDecision()!.Verdict.Denials, denial => denial is { Target: "local", Reason: RoutingReasons.ContextTooLong });
    }

    [Fact]
    public async Task Readiness_OfAModel_TellsWhetherItIsThereAndLoaded()
    {
        await using LocalOllama there = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest") { Parameters = 8_030_261_248 });
        await using LocalOllama loaded = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest") { LoadedContextLength = 4096 });
        await using LocalOllama missing = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:small"));
        await using LocalOllama cloud = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest") { RemoteHost = "https://cloud.example.org" });

        Assert.Equal(ReadinessState.Cached, there.Target.State!.Readiness.State);
        Assert.Equal(8_030_261_248, there.Target.State.Parameters);
        Assert.Equal((ReadinessState.Ready, 4096), (loaded.Target.State!.Readiness.State, loaded.Target.Capabilities.ContextLength));
        Assert.Equal(ReadinessState.NotDownloaded, missing.Target.State!.Readiness.State);
        Assert.Equal(ReadinessState.Unsupported, cloud.Target.State!.Readiness.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OllamaIsStartedAfterTheApplication_IsServedWithItsCapabilities(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync();
        ollama.Server.LookStatusCode = 503;
        var tools = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "sunny", "weather")] };

        ChatResponse before = await ollama.SendAsync(streaming, options: tools);
        ollama.Server.LookStatusCode = 200;
        await ollama.SendAsync(streaming);
        ChatResponse after = await ollama.SendAsync(streaming, options: tools);

        Assert.Equal(("remote", "local"), (before.GetRoutingDecision()!.Target, after.GetRoutingDecision()!.Target));
    }

    [Fact]
    public async Task Readiness_NoLongerFresh_IsAskedForAgain()
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync();
        Assert.Equal(ReadinessState.Cached, ollama.Target.State!.Readiness.State);
        ollama.Server.Models = [ollama.Server.Models[0] with { LoadedContextLength = 4096 }];
        ollama.Time.Advance(TimeSpan.FromSeconds(11));

        // The first question starts the look and does not wait for it.
        while (ollama.Target.State.Readiness.State != ReadinessState.Ready)
        {
            await Task.Delay(1, LocalOllama.Token);
        }

        Assert.Equal(4096, ollama.Target.Capabilities.ContextLength);
    }
}
