namespace HybridInference;

/// <summary>When a target that fails is left alone, and for how long.</summary>
/// <remarks>
/// A target that ran out of this device's memory is left alone until a quarter more memory, and at least 128 MiB more, is available than right after the
/// failure, at most for <see cref="MaxBreak"/>; where the memory cannot be read, for <see cref="Break"/>.
/// </remarks>
public sealed class BreakerOptions
{
    /// <summary>Gets or sets how many failures within <see cref="Window"/> open the breaker of a target.</summary>
    /// <value>At least 2. The default is 3. Failures that say nothing about the target, such as a wrong request, do not count.</value>
    public int Failures { get; set; } = 3;

    /// <summary>Gets or sets the time in which failures are counted.</summary>
    /// <value>At least half a second. The default is one minute.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long a target is left alone the first time. Each time it fails again at once, the break is twice as long.</summary>
    /// <value>At least half a second. The default is 30 seconds.</value>
    public TimeSpan Break { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the longest time that a target is left alone, also when the server asks for more.</summary>
    /// <value>At least <see cref="Break"/>. The default is five minutes.</value>
    public TimeSpan MaxBreak { get; set; } = TimeSpan.FromMinutes(5);
}
