using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace Conformance.Tests;

/// <summary>MEAI's <see cref="FunctionInvokingChatClient"/> above a client, and inside one target.</summary>
public sealed class FunctionInvocationTests
{
    private readonly WeatherTool _weather = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_ThreeRounds_ModelGetsEachResultAndAnswers(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round switch
        {
            0 => new("", ScriptedReply.Call("call-1", "weather", "Rome")),
            1 => new("", ScriptedReply.Call("call-2", "weather", "Oslo")),
            _ => new("It is warmer in Rome."),
        });
        IChatClient client = Invoking(sides.Create(setup));

        ChatResponse response = await client.SendAsync(streaming, "Where is it warmer?", _weather.Options, Token);

        Assert.Equal("It is warmer in Rome.", response.Text);
        Assert.Equal(["Rome", "Oslo"], _weather.Asked);
        Assert.Equal(["sunny in Rome", "sunny in Oslo"], ResultsIn(response.Messages));
        Assert.Equal((3, 6), (sides.Requests, response.Usage!.TotalTokenCount));
        Assert.Equal(setup.Target(), response.GetRoutingDecision()?.Target);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_SeveralCallsInOneRound_AllResultsGoBack(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0
            ? new("", ScriptedReply.Call("call-1", "weather", "Rome"), ScriptedReply.Call("call-2", "weather", "Oslo"))
            : new("Both."));
        IChatClient client = Invoking(sides.Create(setup));

        ChatResponse response = await client.SendAsync(streaming, "Where is it sunny?", _weather.Options, Token);

        Assert.Equal("Both.", response.Text);
        Assert.Equal(["sunny in Rome", "sunny in Oslo"], ResultsIn(response.Messages));
        Assert.Equal(CallIdsIn(response.Messages), ResultIdsIn(response.Messages));
        Assert.Equal(2, sides.Requests);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_ToolThrows_ModelIsToldAndAnswers(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "fail")) : new("It failed."));
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(string () => throw new InvalidOperationException("secret detail"), "fail")] };

        ChatResponse response = await Invoking(sides.Create(setup)).SendAsync(streaming, "Try it.", options, Token);

        Assert.Equal("It failed.", response.Text);
        Assert.DoesNotContain("secret detail", Assert.Single(ResultsIn(response.Messages)));
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_ToolCancelsTheRequest_IsCancelled(Setup setup, bool streaming)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using Sides sides = await Sides.StartAsync(_ => new("", ScriptedReply.Call("call-1", "cancel")));
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(() => { cancellation.Cancel(); cancellation.Token.ThrowIfCancellationRequested(); }, "cancel")] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Invoking(sides.Create(setup)).SendAsync(streaming, "Stop.", options, cancellation.Token));

        Assert.Equal(1, sides.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_TargetFailsBetweenRounds_OtherTargetGoesOnWithTheResults(bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "weather", "Rome")) : new("Sunny."));
        IChatClient client = Invoking(sides.CreateHybrid(FailingAfterTheFirst(sides.Local)));

        ChatResponse response = await client.SendAsync(streaming, "Is it sunny in Rome?", _weather.Options, Token);

        Assert.Equal("Sunny.", response.Text);
        Assert.Equal(["Rome"], _weather.Asked);
        Assert.Equal("remote", response.GetRoutingDecision()!.Target);
        string sent = Assert.Single(sides.Server.Requests).Body;
        Assert.Contains("sunny in Rome", sent);
        Assert.Contains("tool_calls", sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_EachTargetInvokesFunctionsItself_RoundsStayThere(bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "weather", "Rome")) : new("Sunny."));
        HybridChatClient client = sides.CreateHybrid(sides.Local, remote: Invoking(sides.Remote), preferRemoteAbove: 0);

        ChatResponse response = await client.SendAsync(streaming, "Is it sunny in Rome?", _weather.Options, Token);

        Assert.Equal(("Sunny.", 2, 0), (response.Text, sides.Server.RequestCount, sides.Local.Requests.Count));
        Assert.Single(response.GetRoutingDecision()!.Attempts);
        Assert.Null(client.GetService<FunctionInvokingChatClient>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_InvokedInsideOneTargetAndAbove_EachFunctionRunsOnce(bool streaming)
    {
        await using Sides sides = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "weather", "Rome")) : new("Sunny."));
        IChatClient client = Invoking(sides.CreateHybrid(sides.Local, remote: Invoking(sides.Remote), preferRemoteAbove: 0));

        ChatResponse response = await client.SendAsync(streaming, "Is it sunny in Rome?", _weather.Options, Token);

        Assert.Equal("Sunny.", response.Text);
        Assert.Equal(["Rome"], _weather.Asked);
    }

    private static IChatClient Invoking(IChatClient client) => client.AsBuilder().UseFunctionInvocation().Build();

    private static string[] ResultsIn(IEnumerable<ChatMessage> messages) =>
        [.. messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => $"{result.Result}")];

    private static string[] CallIdsIn(IEnumerable<ChatMessage> messages) =>
        [.. messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(call => call.CallId)];

    private static string[] ResultIdsIn(IEnumerable<ChatMessage> messages) =>
        [.. messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.CallId)];

    private static FakeChatClient FailingAfterTheFirst(FakeChatClient client)
    {
        int calls = 0;
        Exception? Failure() => Interlocked.Increment(ref calls) > 1 ? new HttpRequestException("down") : null;

        return new()
        {
            GetResponseAsyncCallback = (messages, options, token) =>
                Failure() is { } failure ? Task.FromException<ChatResponse>(failure) : client.GetResponseAsync(messages, options, token),
            GetStreamingResponseAsyncCallback = (messages, options, token) =>
                Failure() is { } failure ? FakeStream.Of([], failure) : client.GetStreamingResponseAsync(messages, options, token),
        };
    }
}
