using CsCheck;

namespace HybridInference.Tests.Resilience.Hedging;

public sealed class RecentLatenciesTests
{
    [Fact]
    public void Percentile95_AnyTimes_IsTheNearestRankOfTheLastOnes() =>
        Gen.Int[0, 1_000].Array[0, 400].Sample(times =>
        {
            var latencies = new RecentLatencies();
            foreach (int time in times)
            {
                latencies.Add(TimeSpan.FromMilliseconds(time));
            }

            int[] last = [.. times.TakeLast(RecentLatencies.Capacity).Order()];
            return last.Length < RecentLatencies.MinCount
                ? latencies.Percentile95() is null
                : latencies.Percentile95() == TimeSpan.FromMilliseconds(last[(int)Math.Ceiling(last.Length * 0.95) - 1]);
        }, iter: 300);
}
