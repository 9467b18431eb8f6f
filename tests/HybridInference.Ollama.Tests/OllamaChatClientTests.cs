using HybridInference.LoopbackServer;
using HybridInference.LoopbackServer.Ollama;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Ollama.Tests;

public sealed class OllamaChatClientTests
{
    private static readonly string PrivateText = string.Join('@', "someone", "mail.test.org");

    public static TheoryData<bool, int, string, FailureKind> Errors
    {
        get
        {
            var rows = new TheoryData<bool, int, string, FailureKind>();
            foreach (bool streaming in (bool[])[false, true])
            {
                rows.Add(streaming, 404, "model 'test' not found", FailureKind.LocalFatal);
                rows.Add(streaming, 500, "model requires more system memory (9.1 GiB) than is available (4.0 GiB)", FailureKind.LocalFatal);
                rows.Add(streaming, 500, "the model's process ended", FailureKind.Transient);
                rows.Add(streaming, 503, "server busy, please try again", FailureKind.Transient);
                rows.Add(streaming, 429, "", FailureKind.Transient);
                rows.Add(streaming, 400, "this model does not support tools", FailureKind.Capability);
                rows.Add(streaming, 400, "the input length exceeds the context length", FailureKind.Capability);
            }

            return rows;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Text_IsAnsweredHere(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync();

        ChatResponse response = await ollama.SendAsync(streaming);

        Assert.Equal(("local answer", "local"), (response.Text, response.GetRoutingDecision()!.Target));
        Assert.Equal((10, 2), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        Assert.Equal(streaming, ollama.Server.Requests.Single().GetProperty("stream").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Request_OllamaFails_GoesToTheRemoteTarget(bool streaming, int statusCode, string error, FailureKind kind)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(() => new() { StatusCode = statusCode, Body = error });

        ChatResponse response = await ollama.SendAsync(streaming);

        Assert.Equal("remote answer", response.Text);
        Assert.Equal(kind, response.GetRoutingDecision()!.Attempts[0].Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OllamaRefusesIt_ThrowsWithoutItsWords(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(() => new() { StatusCode = 400, Body = $"cannot read {PrivateText}" });

        HttpRequestException thrown = await Assert.ThrowsAnyAsync<HttpRequestException>(() => ollama.SendAsync(streaming));

        Assert.Contains("'test'", thrown.Message);
        Assert.DoesNotContain(PrivateText, thrown.ToString());
        Assert.Empty(ollama.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ModelIsMissing_OpensTheBreakerAtOnce(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(new LoopbackOllamaModel("another:latest"));

        ChatResponse first = await ollama.SendAsync(streaming);
        ChatResponse second = await ollama.SendAsync(streaming);

        Assert.Equal(FailureKind.LocalFatal, first.GetRoutingDecision()!.Attempts[0].Failure);
        Assert.Equal(["remote"], second.GetRoutingDecision()!.Attempts.Select(attempt => attempt.Target));
        Assert.Empty(ollama.Server.Requests);
        Assert.Contains("ollama pull test", ollama.Target.State!.Readiness.Cause);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndTheModelIsMissing_GoesNowhere(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(new LoopbackOllamaModel("another:latest"));

        PrivateRequestUnservedException thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => ollama.SendAsync(streaming, PrivateText));

        Assert.Contains("ollama pull test", thrown.ToString());
        Assert.Empty(ollama.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ModelRunsInTheCloud_NeverReachesIt(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest") { RemoteHost = "https://cloud.example.org:443" });

        ChatResponse open = await ollama.SendAsync(streaming);
        PrivateRequestUnservedException thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => ollama.SendAsync(streaming, PrivateText));

        Assert.Equal("remote answer", open.Text);
        Assert.Contains("cloud.example.org", thrown.ToString());
        Assert.Empty(ollama.Server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ModelMovesToTheCloudLater_IsSeenBeforeTheNextRequest(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync();
        await ollama.SendAsync(streaming, PrivateText);
        ollama.Server.Models = [ollama.Server.Models[0] with { RemoteHost = "https://cloud.example.org:443" }];
        ollama.Time.Advance(TimeSpan.FromSeconds(11));

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => ollama.SendAsync(streaming, PrivateText));

        Assert.Single(ollama.Server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OllamaIsNotThere_GoesToTheRemoteTarget(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync();
        _ = ollama.Client;
        await ollama.Server.DisposeAsync();
        ollama.Time.Advance(TimeSpan.FromMinutes(1));

        ChatResponse response = await ollama.SendAsync(streaming);

        Assert.Equal("remote answer", response.Text);
        Assert.Equal(FailureKind.Transient, response.GetRoutingDecision()!.Attempts[0].Failure);
        Assert.Equal(ReadinessState.Failed, ollama.Target.State!.Readiness.State);
        Assert.Contains("ollama serve", ollama.Target.State.Readiness.Cause);
    }

    [Fact]
    public async Task Stream_FirstTokenIsSlow_FailsOverByTheHybridClientsLimit()
    {
        await using LoopbackOllamaServer server = await LoopbackOllamaServer.StartAsync(_ => LoopbackReply.Text("late") with { Fault = LoopbackFault.HangBeforeHeaders }, LocalOllama.Token);
        using OllamaChatClient local = OllamaChatClient.Create(new() { Model = LocalOllama.Model, Endpoint = server.Endpoint }, TimeProvider.System);
        using var client = new HybridChatClient(
            [HybridTarget.Local(local), HybridTarget.Remote(FakeChatClient.Replying("remote answer"))],
            options: new() { LocalTimeLimits = { FirstContent = TimeSpan.FromMilliseconds(200) } });

        ChatResponse response = await client.SendAsync(streaming: true, "hello", cancellationToken: LocalOllama.Token);

        Assert.Equal("remote answer", response.Text);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(LoopbackFaultKind.Error)]
    [InlineData(LoopbackFaultKind.Malformed)]
    [InlineData(LoopbackFaultKind.Abort)]
    [InlineData(LoopbackFaultKind.End)]
    public async Task Stream_EndsWithoutContent_FailsOver(LoopbackFaultKind kind)
    {
        LoopbackFault fault = Array.Find(
            [LoopbackFault.ErrorAfter(0), LoopbackFault.MalformedAfter(0), LoopbackFault.AbortAfter(0), LoopbackFault.EndAfter(0)], fault => fault.Kind == kind)!;
        await using LocalOllama ollama = await LocalOllama.StartAsync(() => LoopbackReply.Text("never") with { Fault = fault });

        ChatResponse response = await ollama.SendAsync(streaming: true);

        Assert.Equal("remote answer", response.Text);
        Assert.Equal(FailureKind.Transient, response.GetRoutingDecision()!.Attempts[0].Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_FailsAfterContent_IsInterruptedOrFailsOver(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(() => LoopbackReply.Text("one two three") with { Fault = LoopbackFault.AbortAfter(streaming ? 2 : 0) });

        if (streaming)
        {
            StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(() => ollama.SendAsync(streaming));
            Assert.Equal("one two", thrown.PartialText);
        }
        else
        {
            Assert.Equal("remote answer", (await ollama.SendAsync(streaming)).Text);
        }
    }

    [Fact]
    public async Task Stream_ErrorAfterContent_IsInterrupted()
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(() => LoopbackReply.Text("one two three") with { Fault = LoopbackFault.ErrorAfter(2) });

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(() => ollama.SendAsync(streaming: true));

        Assert.Equal("one two", thrown.PartialText);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Functions_AreCalledWithTheirArguments(bool streaming)
    {
        var call = new LoopbackToolCall("call-1", "weather", """{"city":"Rome"}""");
        var replies = new Queue<LoopbackReply>([new() { ToolCalls = [call] }, LoopbackReply.Text("Sunny.")]);
        List<string> asked = [];
        await using LocalOllama ollama = await LocalOllama.StartAsync(replies.Dequeue);
        var tools = new ChatOptions { Tools = [AIFunctionFactory.Create((string city) => asked.Add(city), "weather")] };

        ChatResponse response = await ollama.Client.AsBuilder().UseFunctionInvocation().Build().SendAsync(streaming, "Is it sunny in Rome?", tools, LocalOllama.Token);

        Assert.Equal(("Sunny.", 2), (response.Text, ollama.Server.Requests.Count));
        Assert.Equal(["Rome"], asked);
        Assert.Empty(ollama.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_WithoutReflection_HasTextAndCallsButNoResults(bool streaming)
    {
        LoopbackReply reply = LoopbackReply.Text("text") with { ToolCalls = [new("call-1", "weather", """{"city":"Rome"}""")] };
        await using LoopbackOllamaServer server = await LoopbackOllamaServer.StartAsync(_ => reply, LocalOllama.Token);
        using OllamaChatClient client = OllamaChatClient.Create(new() { Model = LocalOllama.Model, Endpoint = server.Endpoint, ContextLength = 2048 }, TimeProvider.System, canReflect: false);
        var tools = new ChatOptions { Temperature = 0, Tools = [AIFunctionFactory.Create((string city) => city, "weather")], ResponseFormat = ChatResponseFormat.Json };

        ChatResponse response = await client.SendAsync(streaming, "Is it sunny in Rome?", tools, LocalOllama.Token);
        ChatMessage[] next = [new(ChatRole.User, "Is it sunny in Rome?"), .. response.Messages, new(ChatRole.Tool, [new FunctionResultContent("call-1", "sunny")])];
        NotSupportedException thrown = await Assert.ThrowsAsync<NotSupportedException>(() => client.SendAsync(streaming, next, tools, LocalOllama.Token));

        FunctionCallContent call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(("text", "weather", "Rome"), (response.Text, call.Name, call.Arguments!["city"]!.ToString()));
        Assert.Contains("FunctionResultContent", thrown.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ContextLengthIsSet_IsSentAndCallersOptionsStay(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(new LoopbackOllamaModel("test:latest"), options => options.ContextLength = 2048);
        var options = new ChatOptions { Temperature = 0.5f };

        await ollama.SendAsync(streaming, options: options);

        Assert.Equal(2048, ollama.Server.Requests.Single().GetProperty("options").GetProperty("num_ctx").GetInt32());
        Assert.Null(options.AdditionalProperties);
        Assert.Equal(2048, ollama.Target.Capabilities.ContextLength);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_WhileItRuns_TargetIsBusy(bool streaming)
    {
        await using LocalOllama ollama = await LocalOllama.StartAsync(() => LoopbackReply.Text("never") with { Fault = LoopbackFault.HangBeforeHeaders });
        ollama.Server.Models = [ollama.Server.Models[0] with { LoadedContextLength = 4096 }];
        using var cancellation = new CancellationTokenSource();
        Task<ChatResponse> response = ollama.Client.SendAsync(streaming, "hello", cancellationToken: cancellation.Token);
        while (ollama.Server.Requests.Count == 0)
        {
            await Task.Delay(1, LocalOllama.Token);
        }

        TargetReadiness during = ollama.Target.State!.Readiness;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);

        Assert.Equal((ReadinessState.Busy, 1), (during.State, during.Requests));
        Assert.Equal((ReadinessState.Ready, 0), (ollama.Target.State.Readiness.State, ollama.Target.State.Readiness.Requests));
    }
}
