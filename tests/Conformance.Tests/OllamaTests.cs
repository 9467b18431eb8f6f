using System.Text.Json;
using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.LoopbackServer.Ollama;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using OllamaSharp;

namespace Conformance.Tests;

/// <summary>OllamaSharp's client as the local target, over HTTP on this machine.</summary>
public sealed class OllamaTests
{
    private readonly WeatherTool _weather = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> DirectAndHybridOnBothPaths { get; } = new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(DirectAndHybridOnBothPaths))]
    public async Task Request_Text_IsAnsweredWithUsage(bool hybrid, bool streaming)
    {
        await using LoopbackOllamaServer server = await LoopbackOllamaServer.StartAsync(_ => LoopbackReply.Text("one two three") with { Usage = new(7, 5) }, Token);
        using IChatClient client = Create(server, hybrid);

        ChatResponse response = await client.SendAsync(streaming, "hello", cancellationToken: Token);

        Assert.Equal(("one two three", ChatFinishReason.Stop), (response.Text, response.FinishReason));
        Assert.Equal((7, 5), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        Assert.Equal(hybrid ? AttemptOutcome.Completed : null, response.GetRoutingDecision()?.Attempts.Single().Outcome);
    }

    [Theory]
    [MemberData(nameof(DirectAndHybridOnBothPaths))]
    public async Task Request_Functions_AreCalledWithTheirArguments(bool hybrid, bool streaming)
    {
        await using LoopbackOllamaServer server = await LoopbackOllamaServer.StartAsync(CallThenAnswer, Token);
        using IChatClient client = Create(server, hybrid).AsBuilder().UseFunctionInvocation().Build();

        ChatResponse response = await client.SendAsync(streaming, "Is it sunny in Rome?", _weather.Options, Token);

        Assert.Equal("Sunny.", response.Text);
        Assert.Equal(["Rome"], _weather.Asked);
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("sunny in Rome", server.Requests[1].GetRawText());
        Assert.Contains("weather", server.Requests[0].GetProperty("tools").GetRawText());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ServerIsBusyOrGone_GoesToTheRemoteTarget(bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("remote answer");
        LoopbackOllamaServer server = await LoopbackOllamaServer.StartAsync(_ => new() { StatusCode = 503 }, Token);
        using var local = new OllamaApiClient(server.Endpoint, "test");
        HybridChatClient client = sides.CreateHybrid(local);

        ChatResponse busy = await client.SendAsync(streaming, "hello", cancellationToken: Token);
        await server.DisposeAsync();
        ChatResponse gone = await client.SendAsync(streaming, "hello", cancellationToken: Token);

        Assert.All([busy, gone], response =>
        {
            Assert.Equal("remote answer", response.Text);
            Assert.Equal(FailureKind.Transient, response.GetRoutingDecision()!.Attempts[0].Failure);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Private_IsServedByOllama(bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("remote answer");
        await using LoopbackOllamaServer server = await LoopbackOllamaServer.StartAsync(_ => LoopbackReply.Text("local answer"), Token);
        using var local = new OllamaApiClient(server.Endpoint, "test");
        HybridChatClient client = sides.CreateHybrid(local, preferRemoteAbove: 0);

        ChatResponse response = await client.SendAsync(streaming, PrivateText.Email, cancellationToken: Token);

        Assert.Equal("local answer", response.Text);
        Assert.Equal(0, sides.Server.RequestCount);
    }

    [Theory]
    [InlineData("http://192.0.2.7:11434")]
    [InlineData("http://ollama.example.org:11434")]
    public void Local_OllamaOnAnotherMachine_IsRefused(string address)
    {
        using var client = new OllamaApiClient(address, "test");

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => HybridTarget.Local(client));

        Assert.Contains(new Uri(address).Host, thrown.Message);
    }

    [Theory]
    [InlineData("http://localhost:11434")]
    [InlineData("http://127.0.0.1:11434")]
    [InlineData("http://[::1]:11434")]
    public void Local_OllamaOnThisMachine_IsTaken(string address)
    {
        using var client = new OllamaApiClient(address, "test");

        Assert.False(HybridTarget.Local(client).Route.IsRemote);
    }

    private static IChatClient Create(LoopbackOllamaServer server, bool hybrid)
    {
        var ollama = new OllamaApiClient(server.Endpoint, "test");
        return hybrid
            ? new HybridChatClient([HybridTarget.Local(ollama, capabilities: new(ChatCapabilities.Tools), ownsClient: true)])
            : ollama;
    }

    private static LoopbackReply CallThenAnswer(JsonElement request) =>
        request.GetProperty("messages").EnumerateArray().Any(message => message.GetProperty("role").GetString() == "tool")
            ? LoopbackReply.Text("Sunny.")
            : new ScriptedReply("", ScriptedReply.Call("call-1", "weather", "Rome")).ToLoopback();
}
