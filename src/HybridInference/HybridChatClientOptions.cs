namespace HybridInference;

/// <summary>Options of <see cref="HybridChatClient"/>.</summary>
public sealed class HybridChatClientOptions
{
    /// <summary>Gets or sets the largest prompt, in estimated tokens, for which the device is preferred.</summary>
    /// <value>Not negative. The default is 256.</value>
    public int PreferRemoteAboveTokens { get; set; } = 256;

    /// <summary>
    /// Gets or sets whether <see cref="Microsoft.Extensions.AI.ChatOptions.RawRepresentationFactory"/> may be set on requests that run
    /// remotely. What it makes cannot be read beforehand, so this is the application's word that it never holds private data.
    /// </summary>
    /// <value>The default is <see langword="false"/>: such requests count as private.</value>
    public bool TrustRawRepresentationFactory { get; set; }

    /// <summary>Gets what may happen to requests that hold private data.</summary>
    public PrivacyOptions Privacy { get; } = new();

    /// <summary>Gets or sets how many targets one request may try.</summary>
    /// <value>At least 1, at most 10. The default is 2.</value>
    public int MaxAttempts { get; set; } = 2;

    /// <summary>
    /// Gets or sets how long all attempts of one request may take together, the waits between them and the reading of a stream included.
    /// When the time is over, nothing else is tried.
    /// </summary>
    /// <value>More than zero, at most a day. The default is <see langword="null"/>: there is no limit.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets how long one call of a local target may take.</summary>
    public AttemptTimeLimits LocalTimeLimits { get; } = new();

    /// <summary>Gets how long one call of a remote target may take.</summary>
    public AttemptTimeLimits RemoteTimeLimits { get; } = new();

    /// <summary>Gets or sets whether a request whose content a target refused may go to the next allowed target.</summary>
    /// <value>The default is <see langword="false"/>: the refusal is thrown at once, so that no rule for content is gone around by accident.</value>
    public bool FailOverOnContentRefusal { get; set; }

    /// <summary>Gets or sets what happens when a target fails after part of its answer has reached the caller.</summary>
    /// <value>The default is <see cref="StreamInterruption.Fail"/>.</value>
    public StreamInterruption StreamInterruption { get; set; }

    /// <summary>Gets whether a conversation stays on the target that served it last. Off by default.</summary>
    public StickinessOptions Stickiness { get; } = new();

    /// <summary>Gets how much of a streamed answer is held back before the caller gets any of it. Nothing by default.</summary>
    public HoldBackOptions HoldBack { get; } = new();

    /// <summary>Gets whether a remote target is started beside a local one that is slow to answer. Off by default.</summary>
    public HedgingOptions Hedging { get; } = new();

    /// <summary>Gets when a target that keeps failing is left alone.</summary>
    public BreakerOptions Breaker { get; } = new();

    /// <summary>Gets or sets the time that one policy may take.</summary>
    /// <value>More than zero. The default is 5 seconds.</value>
    public TimeSpan PolicyTimeout { get; set; } = CompositeRoutingPolicy.DefaultTimeout;
}
