using System.Diagnostics.Metrics;
using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HybridInference.Tests.Telemetry;

public sealed class TelemetryTests : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection()
        .AddMetrics()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging())
        .BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IMeterFactory Meters => _provider.GetRequiredService<IMeterFactory>();

    public void Dispose() => _provider.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Served_CountsTheDecisionWithTargetAndReason(bool streaming)
    {
        using var decisions = new MetricCollector<long>(Meters, "HybridInference", "hybrid_inference.routing.decisions");

        await Hybrid().Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);

        CollectedMeasurement<long> measurement = Assert.Single(decisions.GetMeasurementSnapshot());
        Assert.Equal("local", measurement.Tags["hybrid_inference.target"]);
        Assert.Equal(RoutingReasons.PiiDetected, measurement.Tags["hybrid_inference.reason"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_FailsOver_CountsTheFailoverAndTimesBothAttempts(bool streaming)
    {
        using var failovers = new MetricCollector<long>(Meters, "HybridInference", "hybrid_inference.failovers");
        using var durations = new MetricCollector<double>(Meters, "HybridInference", "hybrid_inference.attempt.duration");

        await Hybrid(local: FakeChatClient.Failing(new HttpRequestException("down"))).Client.SendAsync(streaming, "hi", cancellationToken: Token);

        CollectedMeasurement<long> failover = Assert.Single(failovers.GetMeasurementSnapshot());
        Assert.Equal("local", failover.Tags["hybrid_inference.target"]);
        Assert.Equal("Transient", failover.Tags["hybrid_inference.failure"]);
        Assert.Equal(
            [("local", "Failed", streaming), ("remote", "Completed", streaming)],
            durations.GetMeasurementSnapshot().Select(measurement => (
                (string)measurement.Tags["hybrid_inference.target"]!,
                (string)measurement.Tags["hybrid_inference.outcome"]!,
                (bool)measurement.Tags["hybrid_inference.streaming"]!)));
    }

    [Theory]
    [InlineData(true, "Cancelled")]
    [InlineData(false, "Cancelled")]
    public async Task Request_Cancelled_IsRecordedOnceAsCancelled(bool streaming, string outcome)
    {
        using var durations = new MetricCollector<double>(Meters, "HybridInference", "hybrid_inference.attempt.duration");
        using var cancellation = new CancellationTokenSource();
        Task<ChatResponse> request = Hybrid(local: FakeChatClient.Hanging()).Client.SendAsync(streaming, "hi", cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Equal(outcome, Assert.Single(durations.GetMeasurementSnapshot()).Tags["hybrid_inference.outcome"]);
    }

    [Fact]
    public async Task Stream_CallerStopsEarly_IsRecordedOnceAsAbandoned()
    {
        using var durations = new MetricCollector<double>(Meters, "HybridInference", "hybrid_inference.attempt.duration");

        await foreach (ChatResponseUpdate _ in Hybrid().Client.GetStreamingResponseAsync("hi", cancellationToken: Token))
        {
            break;
        }

        Assert.Equal("Abandoned", Assert.Single(durations.GetMeasurementSnapshot()).Tags["hybrid_inference.outcome"]);
    }

    [Fact]
    public async Task Stream_Interrupted_IsRecordedOnceAsFailed()
    {
        using var durations = new MetricCollector<double>(Meters, "HybridInference", "hybrid_inference.attempt.duration");
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(FakeStream.Chunks("a"), new IOException("reset")) };

        await Assert.ThrowsAsync<StreamInterruptedException>(() => Hybrid(local).Client.SendAsync(streaming: true, "hi", cancellationToken: Token));

        Assert.Equal("Failed", Assert.Single(durations.GetMeasurementSnapshot()).Tags["hybrid_inference.outcome"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Logs_PrivateRequestThatFails_HoldNothingOfIt(bool streaming)
    {
        TestHybrid hybrid = Hybrid(local: FakeChatClient.Failing(new HttpRequestException(PrivateText.Email())));

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));
        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), new ChatOptions().RouteTo(RoutingChoice.RemoteOnly), Token));

        IReadOnlyList<FakeLogRecord> records = _provider.GetFakeLogCollector().GetSnapshot();
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.DoesNotContain(PrivateText.Email(), $"{record.Message} {record.Exception}"));
    }

    private TestHybrid Hybrid(FakeChatClient? local = null) =>
        new(local, services: new() { MeterFactory = Meters, LoggerFactory = _provider.GetRequiredService<ILoggerFactory>() });
}
