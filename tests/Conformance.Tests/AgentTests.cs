using System.Text.Json;
using HybridInference;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Conformance.Tests;

/// <summary>An agent of Microsoft.Agents.AI on top of a client.</summary>
public sealed class AgentTests
{
    private readonly WeatherTool _weather = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Run_WithATool_InvokesItAndAnswers(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "weather", "Rome")) : new("Sunny."));
        ChatClientAgent agent = CreateAgent(sides.Create(setup));

        AgentResponse response = await RunAsync(agent, streaming, "Is it sunny in Rome?", await agent.CreateSessionAsync(Token));

        Assert.Equal("Sunny.", response.Text);
        Assert.Equal(["Rome"], _weather.Asked);
        Assert.Equal((2, 4), (sides.Requests, response.Usage!.TotalTokenCount));
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Run_SeveralTurnsOfASession_ModelGetsTheHistory(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        ChatClientAgent agent = CreateAgent(sides.Create(setup));
        AgentSession session = await agent.CreateSessionAsync(Token);

        await RunAsync(agent, streaming, "first turn", session);
        await RunAsync(agent, streaming, "second turn", session);
        await RunAsync(agent, streaming, "third turn", session);

        Assert.Equal(["first turn", "answer", "second turn", "answer", "third turn"], LastRequest(sides, setup));
        Assert.Equal(3, sides.Requests);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Session_KeptAsJson_GoesOn(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        ChatClientAgent agent = CreateAgent(sides.Create(setup));
        AgentSession session = await agent.CreateSessionAsync(Token);
        await RunAsync(agent, streaming, "first turn", session);
        JsonElement kept = await agent.SerializeSessionAsync(session, cancellationToken: Token);

        AgentSession read = await agent.DeserializeSessionAsync(kept, cancellationToken: Token);
        await RunAsync(agent, streaming, "second turn", read);

        Assert.Equal(["first turn", "answer", "second turn"], LastRequest(sides, setup));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Session_TurnsPrivate_StaysOnTheDeviceFromThenOn(bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        ChatClientAgent agent = CreateAgent(sides.Create(Setup.HybridRemote));
        AgentSession session = await agent.CreateSessionAsync(Token);

        await RunAsync(agent, streaming, "first turn", session);
        await RunAsync(agent, streaming, PrivateText.Email, session);
        await RunAsync(agent, streaming, "third turn", session);

        Assert.Equal((1, 2), (sides.Server.RequestCount, sides.Local.Requests.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_OneTargetInvokesFunctionsItself_AgentInvokesThoseOfTheOther(bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "weather", "Rome")) : new("Sunny."));
        HybridChatClient client = sides.CreateHybrid(sides.Local, remote: sides.Remote.AsBuilder().UseFunctionInvocation().Build());
        ChatClientAgent agent = CreateAgent(client);

        AgentResponse response = await RunAsync(agent, streaming, "Is it sunny in Rome?", await agent.CreateSessionAsync(Token));

        Assert.Equal("Sunny.", response.Text);
        Assert.Equal(["Rome"], _weather.Asked);
        Assert.Equal(2, sides.Local.Requests.Count);
    }

    private static async Task<AgentResponse> RunAsync(ChatClientAgent agent, bool streaming, string message, AgentSession session) => streaming
        ? (await agent.RunStreamingAsync(message, session, cancellationToken: Token).ToListAsync(Token)).ToAgentResponse()
        : await agent.RunAsync(message, session, cancellationToken: Token);

    /// <summary>What the model was last asked, without instructions.</summary>
    private static string[] LastRequest(Sides sides, Setup setup) => setup is Setup.DirectLocal or Setup.HybridLocal
        ? [.. sides.Local.Requests[^1].Messages.Where(message => message.Role != ChatRole.System).Select(message => message.Text)]
        : [.. sides.Server.Requests[^1].Messages.Where(message => message.Role != "system").Select(message => message.Text)];

    private ChatClientAgent CreateAgent(IChatClient client) =>
        new(client, instructions: "Be brief.", name: "agent", tools: [_weather.Function]);
}
