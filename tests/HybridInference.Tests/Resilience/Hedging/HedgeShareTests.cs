using CsCheck;

namespace HybridInference.Tests.Resilience.Hedging;

public sealed class HedgeShareTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void TryTake_AnyRequests_NeverTakesMoreThanTheShareOfAllNorOfAnyRun() =>
        Gen.Select(Gen.Double[0.001, 1], Gen.Bool.Array[1, 400]).Sample((limit, wishes) =>
        {
            var share = new HedgeShare(limit);
            int[] taken = new int[wishes.Length + 1];
            for (int i = 0; i < wishes.Length; i++)
            {
                share.CountRequest();
                taken[i + 1] = taken[i] + (wishes[i] && share.TryTake() ? 1 : 0);
            }

            // A product such as 60 times 0.35 is a little less than the whole number that it stands for.
            return Enumerable.Range(0, wishes.Length).All(from => Enumerable.Range(from + 1, wishes.Length - from).All(
                to => taken[to] - taken[from] <= ((to - from) * limit) + Rounding + (from == 0 ? 0 : HedgeShare.MaxSaved)));
        }, iter: 300);

    [Fact]
    public async Task TryTake_FromManyThreads_TakesTheShareExactly()
    {
        var share = new HedgeShare(0.01);
        int taken = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (int i = 0; i < 5_000; i++)
                {
                    share.CountRequest();
                    _ = share.TryTake() ? Interlocked.Increment(ref taken) : 0;
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(400, taken);
    }
}
