using System.Diagnostics;
using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Conformance.Tests;

/// <summary>MEAI's <see cref="OpenTelemetryChatClient"/> and <see cref="LoggingChatClient"/>, above a client and at its leaves.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_TelemetryAbove_IsOneSpanWithUsageAndWithoutText(Setup setup, bool streaming)
    {
        using var spans = new RecordedSpans();
        await using Sides sides = await Sides.StartAsync("the answer");
        IChatClient client = Traced(sides.Create(setup), spans);

        await client.SendAsync(streaming, "the question", cancellationToken: Token);

        Activity span = Assert.Single(spans.Ended);
        Assert.Equal("chat", span.GetTagItem("gen_ai.operation.name"));
        Assert.NotNull(span.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.DoesNotContain("the answer", spans.Text);
        Assert.DoesNotContain("the question", spans.Text);
        Assert.DoesNotContain(nameof(RoutingDecision), spans.Text);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_TelemetryAboveWithText_HoldsWhatWasAskedAndAnswered(Setup setup, bool streaming)
    {
        using var spans = new RecordedSpans();
        await using Sides sides = await Sides.StartAsync("the answer");
        IChatClient client = Traced(sides.Create(setup), spans, sensitive: true);

        await client.SendAsync(streaming, "the question", cancellationToken: Token);

        Assert.Contains("the answer", spans.Text);
        Assert.Contains("the question", spans.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_TelemetryAtTheLeaves_IsASpanForEachAttempt(bool streaming)
    {
        using var spans = new RecordedSpans();
        await using Sides sides = await Sides.StartAsync("the answer");
        HybridChatClient client = sides.CreateHybrid(
            Traced(FakeChatClient.Failing(new HttpRequestException("down")), spans), Traced(sides.Remote, spans));

        ChatResponse response = await client.SendAsync(streaming, "the question", cancellationToken: Token);

        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Ended.Select(span => span.Status));
        Assert.Equal([null, "test"], spans.Ended.Select(span => span.GetTagItem("gen_ai.request.model")));
        Assert.Equal(2, response.GetRoutingDecision()!.Attempts.Length);
        Assert.DoesNotContain("the question", spans.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndTextIsOn_RemoteLeafHasNoSpan(bool streaming)
    {
        using var local = new RecordedSpans();
        using var remote = new RecordedSpans();
        await using Sides sides = await Sides.StartAsync("the answer");
        HybridChatClient client = sides.CreateHybrid(
            Traced(sides.Local, local, sensitive: true), Traced(sides.Remote, remote, sensitive: true), preferRemoteAbove: 0);

        await client.SendAsync(streaming, PrivateText.Email, cancellationToken: Token);

        Assert.Empty(remote.Ended);
        Assert.Contains(PrivateText.Email, local.Text);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_LoggingAbove_TellsCallAndEndWithoutText(Setup setup, bool streaming)
    {
        var logs = new FakeLogCollector();
        await using Sides sides = await Sides.StartAsync("the answer");
        IChatClient client = Logged(sides, setup, logs, LogLevel.Debug);

        await client.SendAsync(streaming, "the question", new ChatOptions { Temperature = 0 }, Token);

        Assert.Contains(logs.GetSnapshot(), record => record.Message.EndsWith("invoked.", StringComparison.Ordinal));
        Assert.Contains(logs.GetSnapshot(), record => record.Message.EndsWith("completed.", StringComparison.Ordinal));
        Assert.All(logs.GetSnapshot(), record => Assert.DoesNotContain("the question", record.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndRefused_LogsTellNothingOfIt(bool streaming)
    {
        var logs = new FakeLogCollector();
        await using Sides sides = await Sides.StartAsync("the answer");
        IChatClient client = Logged(sides, Setup.HybridFailover, logs, LogLevel.Debug);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => client.SendAsync(streaming, PrivateText.Email, cancellationToken: Token));

        Assert.Contains(logs.GetSnapshot(), record => record.Exception is PrivateRequestUnservedException);
        Assert.All(logs.GetSnapshot(), record => Assert.DoesNotContain(PrivateText.Email, $"{record.Message} {record.Exception}"));
        Assert.Equal(0, sides.Server.RequestCount);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_LoggingAboveAtTrace_WritesTheWholeResponse(Setup setup, bool streaming)
    {
        var logs = new FakeLogCollector();
        await using Sides sides = await Sides.StartAsync("answer");
        IChatClient client = Logged(sides, setup, logs, LogLevel.Trace);

        await client.SendAsync(streaming, "question", cancellationToken: Token);

        Assert.Contains(logs.GetSnapshot(), record => record.Message.Contains("question", StringComparison.Ordinal));
        Assert.Contains(logs.GetSnapshot(), record => record.Message.Contains("answer", StringComparison.Ordinal));
    }

    private static IChatClient Traced(IChatClient client, RecordedSpans spans, bool sensitive = false) =>
        client.AsBuilder().UseOpenTelemetry(sourceName: spans.Source, configure: telemetry => telemetry.EnableSensitiveData = sensitive).Build();

    private static IChatClient Logged(Sides sides, Setup setup, FakeLogCollector logs, LogLevel level)
    {
        ILoggerFactory factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(level).AddProvider(new FakeLoggerProvider(logs)));
        return sides.Create(setup, new() { LoggerFactory = factory }).AsBuilder().UseLogging(factory).Build();
    }
}
