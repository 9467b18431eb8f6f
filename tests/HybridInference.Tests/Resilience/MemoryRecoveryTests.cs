using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Resilience;

public sealed class MemoryRecoveryTests
{
    private const long MiB = 1L << 20;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeMemory _memory = new() { AvailableBytes = 1000 * MiB };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1000, 1249, true)]
    [InlineData(1000, 1250, false)]
    [InlineData(100, 227, true)]
    [InlineData(100, 228, false)]
    [InlineData(0, 128, false)]
    public void Failure_OutOfMemory_LastsUntilThereIsEnoughMore(long availableAtFailure, long availableNow, bool isOpen)
    {
        TargetBreaker breaker = Create();
        _memory.AvailableBytes = availableAtFailure * MiB;
        RunShort(breaker);
        Assert.True(breaker.IsOpen);
        _time.Advance(TimeSpan.FromMinutes(4));

        _memory.AvailableBytes = availableNow * MiB;

        Assert.Equal(isOpen, breaker.IsOpen);
    }

    [Fact]
    public void Failure_OutOfMemory_LastsNoLongerThanTheLongestBreak()
    {
        TargetBreaker breaker = Create();
        RunShort(breaker);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Failure_OutOfMemoryThatCannotBeMeasured_LastsForTheBreak()
    {
        TargetBreaker breaker = Create();
        _memory.AvailableBytes = null;
        RunShort(breaker);
        Assert.True(breaker.IsOpen);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Recovery_FirstAttempt_IsTheOnlyOneUntilItSucceeds()
    {
        TargetBreaker breaker = Create();
        RunShort(breaker);
        _memory.AvailableBytes = 2000 * MiB;

        breaker.Begin();
        bool duringProbe = breaker.IsOpen;
        breaker.End(AttemptOutcome.Completed);
        _memory.AvailableBytes = 1000 * MiB;

        Assert.True(duringProbe);
        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Recovery_FirstAttemptRunsShortAgain_NeedsMoreThanItHad()
    {
        TargetBreaker breaker = Create();
        RunShort(breaker);
        _memory.AvailableBytes = 2000 * MiB;

        breaker.Begin();
        RunShort(breaker);
        bool afterwards = breaker.IsOpen;
        _memory.AvailableBytes = 2500 * MiB;

        Assert.True(afterwards);
        Assert.False(breaker.IsOpen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_LocalRunsOutOfMemory_GoElsewhereUntilItRecovers(bool streaming)
    {
        var hybrid = new TestHybrid(
            local: FakeChatClient.Failing(new OutOfMemoryException()), services: new() { TimeProvider = _time, DeviceMemory = _memory });
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        ChatResponse during = await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
        int calls = hybrid.Local.Requests.Count;

        _memory.AvailableBytes = 4000 * MiB;
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal(1, calls);
        Assert.Contains(RoutingReasons.TargetUnavailable, TestHybrid.DecisionOf(during).Reasons);
        Assert.Equal(2, hybrid.Local.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateWhileMemoryIsShort_IsTriedHereAllTheSame(bool streaming)
    {
        var hybrid = new TestHybrid(
            local: FakeChatClient.Failing(new OutOfMemoryException()), services: new() { TimeProvider = _time, DeviceMemory = _memory });

        for (int i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));
        }

        Assert.Equal(2, hybrid.Local.Requests.Count);
        Assert.Empty(hybrid.Remote.Requests);
    }

    private static void RunShort(TargetBreaker breaker) => breaker.End(AttemptOutcome.Failed, FailureKind.LocalFatal, isOutOfMemory: true);

    private TargetBreaker Create() => new(new(), _time, _memory);

    private sealed class FakeMemory : IDeviceMemory
    {
        public long? AvailableBytes { get; set; }

        public long? GetAvailableBytes() => AvailableBytes;
    }
}
