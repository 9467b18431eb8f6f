using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Resilience;

public sealed class TargetBreakerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Failures_FewerThanItTakes_StayClosed()
    {
        TargetBreaker breaker = Create();

        Fail(breaker, times: 2);

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Failures_OutsideTheWindow_StayClosed()
    {
        TargetBreaker breaker = Create();

        Fail(breaker, times: 2);
        _time.Advance(TimeSpan.FromMinutes(2));
        Fail(breaker, times: 2);

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Failures_ManyInTheWindow_OpenForTheBreak()
    {
        TargetBreaker breaker = Create();

        Fail(breaker, times: 3);

        Assert.True(breaker.IsOpen);
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Failures_AfterEachBreak_DoubleItUpToTheLongest()
    {
        TargetBreaker breaker = Create();
        Fail(breaker, times: 3);

        List<double> breaks = [];
        for (int i = 0; i < 6; i++)
        {
            breaks.Add(SecondsUntilClosed(breaker));
            Fail(breaker, times: 1);
        }

        Assert.Equal([30, 60, 120, 240, 300, 300], breaks);
    }

    [Fact]
    public void Success_AfterABreak_ClosesForGood()
    {
        TargetBreaker breaker = Create();
        Fail(breaker, times: 3);
        SecondsUntilClosed(breaker);

        breaker.Begin();
        breaker.End(AttemptOutcome.Completed);
        Fail(breaker, times: 2);

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Begin_AfterABreak_LetsOneTryAtATime()
    {
        TargetBreaker breaker = Create();
        Fail(breaker, times: 3);
        SecondsUntilClosed(breaker);

        breaker.Begin();

        Assert.True(breaker.IsOpen);
        breaker.End(AttemptOutcome.Cancelled);
        Assert.False(breaker.IsOpen);
    }

    [Theory]
    [InlineData(FailureKind.Permanent)]
    [InlineData(FailureKind.Capability)]
    [InlineData(FailureKind.Withheld)]
    public void Failures_ThatSayNothingAboutTheTarget_DoNotCount(FailureKind kind)
    {
        TargetBreaker breaker = Create();

        for (int i = 0; i < 10; i++)
        {
            breaker.End(AttemptOutcome.Failed, kind);
        }

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Failure_ThatLasts_OpensAtOnce()
    {
        TargetBreaker breaker = Create();

        breaker.End(AttemptOutcome.Failed, FailureKind.LocalFatal);

        Assert.True(breaker.IsOpen);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(100_000, 300)]
    public void RetryAfter_IsKeptUpToTheLongestBreak(int asked, int kept)
    {
        TargetBreaker breaker = Create();

        breaker.End(AttemptOutcome.Failed, FailureKind.Transient, TimeSpan.FromSeconds(asked));

        Assert.Equal(kept, SecondsUntilClosed(breaker));
    }

    private static void Fail(TargetBreaker breaker, int times)
    {
        for (int i = 0; i < times; i++)
        {
            breaker.Begin();
            breaker.End(AttemptOutcome.Failed, FailureKind.Transient);
        }
    }

    private TargetBreaker Create() => new(new BreakerOptions(), _time, new UnknownMemory());

    private double SecondsUntilClosed(TargetBreaker breaker)
    {
        int seconds = 0;
        for (; breaker.IsOpen; seconds++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return seconds;
    }
}
