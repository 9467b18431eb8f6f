namespace HybridInference.OnnxRuntime;

/// <summary>
/// Random numbers that depend on all 64 bits of the seed and on nothing else: the same on every machine and every version of .NET.
/// The generator is SplitMix64.
/// </summary>
internal sealed class SeededRandom(long seed) : Random(0)
{
    private ulong _state = (ulong)seed;

    public override double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    protected override double Sample() => NextDouble();

    private ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
