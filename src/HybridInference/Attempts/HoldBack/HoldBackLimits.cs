namespace HybridInference;

/// <summary>How much of each stream of one hybrid client is held back.</summary>
/// <param name="Characters">The text that has to come, if that counts.</param>
/// <param name="Time">The time after the first content, if that counts.</param>
internal sealed record HoldBackLimits(int? Characters, TimeSpan? Time)
{
    /// <summary>Copies the options; there are no limits when nothing is held back.</summary>
    public static HoldBackLimits? Create(HoldBackOptions options) =>
        options.Characters is null && options.Time is null ? null : new(options.Characters, options.Time);
}
