namespace HybridInference;

/// <summary>Whether a remote target is started beside a local one that is slow to answer. The first to give content wins, or, when the answer comes in one piece, the first answer.</summary>
/// <remarks>
/// <para>
/// Only the first attempt of a request is hedged, and only when it is local and the decision allows a remote target among the first
/// <see cref="HybridChatClientOptions.MaxAttempts"/>. The remote call reserves its own budget, and what leaves is redacted as always. The one that
/// loses is cancelled and recorded as <see cref="AttemptOutcome.Lost"/>, and pays for what it received; when that is not known, what was reserved.
/// </para>
/// <para>
/// Nothing is hedged that needs the user's consent, a hosted tool or state that the provider keeps, nor while
/// <see cref="IDeviceConditions"/> tells of a battery or a metered network.
/// </para>
/// </remarks>
public sealed class HedgingOptions
{
    /// <summary>Gets or sets whether requests are hedged.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets how long the local target may give nothing.</summary>
    /// <value>
    /// More than zero, at most a day. The default is <see langword="null"/>: the 95th percentile of the target's own last 128 answers, of the time to
    /// first content for streams and of the time to the answer otherwise; nothing is hedged before there are 20 of them.
    /// </value>
    public TimeSpan? After { get; set; }

    /// <summary>Gets or sets the largest share of the requests that could be hedged for which a remote target is started.</summary>
    /// <value>More than 0, at most 1. The default is 0.1. After a time without hedges, at most ten may follow on each other beyond it.</value>
    public double MaxShare { get; set; } = 0.1;
}
