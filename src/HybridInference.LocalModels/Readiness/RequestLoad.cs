namespace HybridInference.LocalModels;

/// <summary>How much longer a request takes because of those that came before it.</summary>
/// <param name="Before">The requests that run or wait.</param>
/// <param name="Slots">How many run at the same time at most.</param>
internal readonly record struct RequestLoad(int Before, int Slots)
{
    /// <summary>What each further request adds to the time of a step of all: 4 and 8 at once take 2.4 and 3.6 times as long as one (benchmarks/results, scheduling).</summary>
    private const double Share = 0.3;

    /// <summary>Gets by what factor the requests that run beside it slow it down.</summary>
    public double Slowdown => 1 + (Share * Beside);

    /// <summary>Gets for how many mean requests it waits until it may begin.</summary>
    public double Wait => (Before - Beside) * Slowdown / Slots;

    private int Beside => Math.Min(Before, Slots - 1);
}
