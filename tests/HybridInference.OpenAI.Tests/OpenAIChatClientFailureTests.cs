using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Net.Sockets;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace HybridInference.OpenAI.Tests;

public class OpenAIChatClientFailureTests
{
    private static readonly LoopbackReply Answer = LoopbackReply.Text("one two three");

    public static TheoryData<int, string?, FailureKind> Statuses => new()
    {
        { 408, null, FailureKind.Transient },
        { 429, "rate_limit_exceeded", FailureKind.Transient },
        { 500, null, FailureKind.Transient },
        { 502, null, FailureKind.Transient },
        { 503, null, FailureKind.Transient },
        { 504, null, FailureKind.Transient },
        { 400, "context_length_exceeded", FailureKind.Capability },
        { 400, "content_filter", FailureKind.ContentRefusal },
        { 400, "content_policy_violation", FailureKind.ContentRefusal },
        { 400, "moderation_blocked", FailureKind.ContentRefusal },
        { 400, "invalid_prompt", FailureKind.ContentRefusal },
        { 400, "invalid_value", FailureKind.Permanent },
        { 400, null, FailureKind.Permanent },
        { 401, "invalid_api_key", FailureKind.Permanent },
        { 403, null, FailureKind.Permanent },
        { 404, "model_not_found", FailureKind.Permanent },
        { 422, null, FailureKind.Permanent },
    };

    public static TheoryData<LoopbackFaultKind, int> Resets => new()
    {
        { LoopbackFaultKind.Abort, 0 },
        { LoopbackFaultKind.Abort, 1 },
        { LoopbackFaultKind.Malformed, 0 },
        { LoopbackFaultKind.Malformed, 1 },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task SendAsync_ErrorStatus_IsClassifiedAfterOneRequest(int status, string? code, FailureKind expected)
    {
        await using var remote = await Remote.StartAsync(LoopbackReply.Error(status, code));

        foreach (var streaming in new[] { false, true })
        {
            var exception = await Assert.ThrowsAsync<ClientResultException>(() => remote.SendAsync(streaming));

            Assert.Equal(status, exception.Status);
            Assert.Equal(expected, remote.Classify(exception));
        }

        Assert.Equal(2, remote.Server.RequestCount);
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":400,\"type\":\"exceed_context_size_error\",\"message\":\"too large\"}}", FailureKind.Capability)]
    [InlineData("{\"object\":\"error\",\"message\":\"This model's maximum context length is 16 tokens.\"}", FailureKind.Capability)]
    [InlineData("{\"error\":{\"code\":null,\"type\":\"content_filter\",\"message\":\"flagged\"}}", FailureKind.ContentRefusal)]
    [InlineData("{\"error\":\"no\"}", FailureKind.Permanent)]
    [InlineData("<html>Bad request</html>", FailureKind.Permanent)]
    [InlineData("[]", FailureKind.Permanent)]
    [InlineData("", FailureKind.Permanent)]
    public async Task SendAsync_BadRequestFromOtherServers_IsClassifiedByItsBody(string body, FailureKind expected)
    {
        await using var remote = await Remote.StartAsync(new() { StatusCode = 400, Body = body });

        foreach (var streaming in new[] { false, true })
        {
            var exception = await Assert.ThrowsAsync<ClientResultException>(() => remote.SendAsync(streaming));

            Assert.Equal(expected, remote.Classify(exception));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_ConnectionRefused_IsTransientWithStatusZero(bool streaming)
    {
        // Bound, so that nobody else gets the port, but not listening.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port: 0));
        await using var remote = await Remote.StartAsync(
            configure: options => options.Endpoint = new($"http://{socket.LocalEndPoint}/v1"));

        var exception = await Assert.ThrowsAsync<ClientResultException>(() => remote.SendAsync(streaming));

        Assert.Equal(0, exception.Status);
        Assert.IsType<HttpRequestException>(exception.InnerException);
        Assert.Equal(FailureKind.Transient, remote.Classify(exception));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_ResetBeforeHeaders_IsTransientWithStatusZeroAfterOneRequest(bool streaming)
    {
        await using var remote = await Remote.StartAsync(Answer with { Fault = LoopbackFault.AbortBeforeHeaders });

        var exception = await Assert.ThrowsAsync<ClientResultException>(() => remote.SendAsync(streaming));

        Assert.Equal(0, exception.Status);
        Assert.Equal(FailureKind.Transient, remote.Classify(exception));
        Assert.Equal(1, remote.Server.RequestCount);
    }

    [Theory]
    [MemberData(nameof(Resets))]
    public async Task SendAsync_BrokenAfterHeaders_IsTransientAfterOneRequest(LoopbackFaultKind kind, int chunks)
    {
        var fault = kind == LoopbackFaultKind.Abort ? LoopbackFault.AbortAfter(chunks) : LoopbackFault.MalformedAfter(chunks);
        await using var remote = await Remote.StartAsync(Answer with { Fault = fault });

        foreach (var streaming in new[] { false, true })
        {
            var exception = await Assert.ThrowsAnyAsync<Exception>(() => remote.SendAsync(streaming));

            Assert.Equal(FailureKind.Transient, remote.Classify(exception));
        }

        Assert.Equal(2, remote.Server.RequestCount);
    }

    [Theory]
    [MemberData(nameof(Resets))]
    public async Task GetStreamingResponseAsync_BrokenAfterChunks_YieldsThemFirst(LoopbackFaultKind kind, int chunks)
    {
        var fault = kind == LoopbackFaultKind.Abort ? LoopbackFault.AbortAfter(chunks) : LoopbackFault.MalformedAfter(chunks);
        await using var remote = await Remote.StartAsync(Answer with { Fault = fault });
        var received = "";

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var update in remote.Client.GetStreamingResponseAsync(
                "hello", cancellationToken: TestContext.Current.CancellationToken))
            {
                received += update.Text;
            }
        });

        Assert.Equal(chunks == 0 ? "" : "one", received);
    }

    [Theory]
    [InlineData(false, -1)]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, -1)]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    public async Task SendAsync_ServerFallsSilent_TimesOutAsTransient(bool streaming, int chunks)
    {
        var fault = chunks < 0 ? LoopbackFault.HangBeforeHeaders : LoopbackFault.HangAfter(chunks);
        await using var remote = await Remote.StartAsync(
            Answer with { Fault = fault }, options => options.NetworkTimeout = TimeSpan.FromMilliseconds(200));

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => remote.SendAsync(streaming));

        Assert.Equal(FailureKind.Transient, remote.Classify(exception));
        Assert.Equal(LoopbackOutcome.ClientClosed, await remote.Server.Requests.Single().Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_FinishReasonThatTheSdkDoesNotKnow_IsAMalformedAnswer(bool streaming)
    {
        await using var remote = await Remote.StartAsync(Answer with { FinishReason = "eos" });

        // The SDK refuses the answer with an exception that otherwise is for a caller's mistake.
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => remote.SendAsync(streaming));

        Assert.Equal(FailureKind.Transient, remote.Classify(exception));
    }

    [Fact]
    public void Classify_ArgumentOutOfRangeOfTheCaller_IsNotKnown() =>
        Assert.Null(new OpenAIFailureClassifier().Classify(new ArgumentOutOfRangeException("value", 3, "Too many.")));

    [Theory]
    [InlineData(LoopbackFaultKind.Error)]
    [InlineData(LoopbackFaultKind.End)]
    public async Task GetResponseAsync_OtherThanAnAnswerWithStatus200_IsTransient(LoopbackFaultKind kind)
    {
        var fault = kind == LoopbackFaultKind.Error ? LoopbackFault.ErrorAfter(0) : LoopbackFault.EndAfter(1);
        await using var remote = await Remote.StartAsync(Answer with { Fault = fault });

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => remote.SendAsync(streaming: false));

        Assert.Equal(FailureKind.Transient, remote.Classify(exception));
    }

    [Fact]
    public async Task SendAsync_ConnectionRefusedWithRetriesOfTheSdk_IsAnAggregateAndTransient()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port: 0));
        var options = new OpenAIClientOptions { Endpoint = new($"http://{socket.LocalEndPoint}/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 1) };
        using var client = new ChatClient(Remote.Model, new ApiKeyCredential("none"), options).AsIChatClient();

        var exception = await Assert.ThrowsAsync<AggregateException>(
            () => client.SendAsync(streaming: false, "hello", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.Transient, new OpenAIFailureClassifier().Classify(exception));
    }

    [Fact]
    public async Task GetStreamingResponseAsync_SlowerThanTheTimeoutInTotal_Completes()
    {
        await using var remote = await Remote.StartAsync(
            LoopbackReply.Text("a b c d e f") with { DelayBetweenChunks = TimeSpan.FromMilliseconds(70) },
            options => options.NetworkTimeout = TimeSpan.FromMilliseconds(350));

        Assert.Equal("a b c d e f", (await remote.SendAsync(streaming: true)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_CallerCancels_ThrowsAndClosesTheConnection(bool streaming)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var remote = await Remote.StartAsync();
        remote.Server.Respond = _ =>
        {
            cancellation.CancelAfter(TimeSpan.Zero);
            return Answer with { Fault = LoopbackFault.HangBeforeHeaders };
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => remote.Client.SendAsync(streaming, "hello", cancellationToken: cancellation.Token));

        Assert.Equal(LoopbackOutcome.ClientClosed, await remote.Server.Requests.Single().Outcome);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_ConsumerStopsEarly_ClosesTheConnectionSoon()
    {
        await using var remote = await Remote.StartAsync(Answer with { Fault = LoopbackFault.HangAfter(1) });

        await foreach (var _ in remote.Client.GetStreamingResponseAsync(
            "hello", cancellationToken: TestContext.Current.CancellationToken))
        {
            break;
        }

        var outcome = await remote.Server.Requests.Single().Outcome
            .WaitAsync(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        Assert.Equal(LoopbackOutcome.ClientClosed, outcome);
    }
}
