using System.Text.Json;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.OpenAI.Tests;

public class PortabilityOverHttpTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ToolRound_ItsServerFails_GoesOnAtAnotherWithOtherIdsInPairs(bool streaming)
    {
        await using var first = await Remote.StartAsync(new LoopbackReply
        {
            ToolCalls = [new("call_of_first_server_1", "weather", "{}"), new("call_of_first_server_2", "weather", "{}")],
            FinishReason = "tool_calls",
        });
        await using var second = await Remote.StartAsync(LoopbackReply.Text("It is sunny."));
        using var hybrid = new HybridChatClient(
            [HybridTarget.Remote(first.Client, "first"), HybridTarget.Remote(second.Client, "second")],
            policies: [],
            services: new()
            {
                FailureClassifiers = [.. first.Services.GetServices<IFailureClassifier>()],
                RawRepresentationReaders = [.. first.Services.GetServices<IRawRepresentationReader>()],
            });
        var tool = AIFunctionFactory.Create(
            () =>
            {
                first.Server.Respond = _ => LoopbackReply.Error(503);
                return "sunny";
            },
            "weather");
        using IChatClient client = hybrid.AsBuilder().UseFunctionInvocation().Build();

        ChatResponse response = await client.SendAsync(
            streaming, "How is the weather?", new() { Tools = [tool] }, TestContext.Current.CancellationToken);

        Assert.Equal("It is sunny.", response.Messages[^1].Text);
        Assert.Equal(2, first.Server.RequestCount);
        LoopbackRequest request = Assert.Single(second.Server.Requests);
        JsonElement[] messages = [.. request.Json.GetProperty("messages").EnumerateArray()];
        string[] called = [.. messages[1].GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()!)];
        string[] answered = [.. messages[2..].Select(message => message.GetProperty("tool_call_id").GetString()!)];
        Assert.Equal(2, called.Distinct().Count());
        Assert.Equal(called, answered);
        Assert.All(called, id => Assert.Matches("^[0-9A-Za-z]{9}$", id));
        Assert.DoesNotContain("first_server", request.Body, StringComparison.Ordinal);
    }
}
