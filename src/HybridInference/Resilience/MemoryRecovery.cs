namespace HybridInference;

/// <summary>What a target that ran out of memory waits for: enough more of it than there was when it did.</summary>
/// <remarks>
/// Enough is a quarter more than was available right after the failure, and at least 128 MiB more: the failure itself gave back what it had got, so
/// the same amount would not do. What cannot be measured any more ends the wait, and so does <see cref="BreakerOptions.MaxBreak"/>.
/// </remarks>
/// <param name="memory">The memory.</param>
/// <param name="availableBytes">What was available right after the failure.</param>
/// <param name="end">When the target is tried again in any case.</param>
internal sealed class MemoryRecovery(IDeviceMemory memory, long availableBytes, DateTimeOffset end)
{
    private const long LeastGain = 128L << 20;
    private const int GainDivisor = 4;

    private readonly long _enough = availableBytes + Math.Max(LeastGain, availableBytes / GainDivisor);

    public bool IsOver(DateTimeOffset now) => now >= end || memory.GetAvailableBytes() is not { } available || available >= _enough;
}
