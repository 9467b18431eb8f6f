using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Devices;

public sealed class SystemNetworkCostTests
{
    private readonly FakeTimeProvider _time = new();
    private bool? _answer = true;
    private int _asked;

    [Fact]
    public async Task IsMetered_Repeated_AnswersAtOnceAndAsksAgainAfterHalfAMinute()
    {
        var cost = new SystemNetworkCost(Read, _time);

        Assert.Null(cost.IsMetered);
        await cost.Asking!;
        Assert.True(cost.IsMetered);

        _answer = false;
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.True(cost.IsMetered);
        await cost.Asking!;
        Assert.False(cost.IsMetered);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task IsMetered_SystemCannotTell_IsUnknown()
    {
        var cost = new SystemNetworkCost(() => throw new DllNotFoundException(), _time);

        _ = cost.IsMetered;
        await cost.Asking!;

        Assert.Null(cost.IsMetered);
    }

    private DeviceReading<bool> Read()
    {
        _asked++;
        return new(_answer, "test");
    }
}
