using Xunit;

namespace HybridInference.TestUtils;

/// <summary>Measures what code allocates on the calling thread.</summary>
public static class Allocations
{
    private const int Rounds = 200;
    private const int CallsPerRound = 50;

    /// <summary>Returns the fewest bytes that one call allocates, once the runtime has compiled what it calls with optimization.</summary>
    /// <remarks>
    /// The runtime's own precompiled code boxes vectors, and the runtime allocates on the thread too while it compiles or trims a pool.
    /// So the call is repeated until it allocates nothing; only code that always allocates takes all rounds, about ten seconds.
    /// </remarks>
    public static async Task<long> OfCallAsync(Action call)
    {
        long fewest = long.MaxValue;
        for (int round = 0; round < Rounds && fewest > 0; round++)
        {
            fewest = Math.Min(fewest, Enumerable.Range(0, CallsPerRound).Min(_ => OfOneCall(call)));
            await Task.Delay(fewest > 0 ? 50 : 0, TestContext.Current.CancellationToken);
        }

        return fewest;
    }

    private static long OfOneCall(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
