using Microsoft.Extensions.Time.Testing;

namespace HybridInference.LocalModels.Tests;

public sealed class RequestTrackerTests
{
    private static readonly TimeSpan UnloadAfter = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private int _unloads;

    [Fact]
    public void End_NobodyComesBack_UnloadsOnceAfterTheTime()
    {
        using RequestTracker tracker = Create();
        tracker.Begin();
        _time.Advance(UnloadAfter * 10);
        Assert.Equal(0, _unloads);

        tracker.End();
        _time.Advance(UnloadAfter * 0.9);
        Assert.Equal(0, _unloads);

        _time.Advance(UnloadAfter * 10);
        Assert.Equal(1, _unloads);
    }

    [Fact]
    public void Begin_BeforeTheTimeIsOver_KeepsTheModel()
    {
        using RequestTracker tracker = Create();
        tracker.Begin();
        tracker.End();
        _time.Advance(UnloadAfter * 0.9);

        tracker.Begin();
        _time.Advance(UnloadAfter * 2);

        Assert.Equal(0, _unloads);
    }

    [Fact]
    public void Touch_LoadedWithoutARequest_UnloadsToo()
    {
        using RequestTracker tracker = Create();

        tracker.Touch();
        _time.Advance(UnloadAfter);

        Assert.Equal(1, _unloads);
    }

    [Fact]
    public void IsAlone_AnotherRequestMeanwhile_IsFalse()
    {
        using RequestTracker tracker = Create();
        long first = tracker.Begin();
        Assert.True(tracker.IsAlone(first));

        long second = tracker.Begin();
        Assert.False(tracker.IsAlone(second));
        tracker.End();

        Assert.False(tracker.IsAlone(first));
        Assert.Equal(1, tracker.Running);
    }

    private RequestTracker Create() => new(UnloadAfter, () => _unloads++, _time);
}
