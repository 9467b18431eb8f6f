namespace HybridInference;

/// <summary>Whether a conversation stays on the target that served it last, so that its tone, and what the target computed of it, are kept.</summary>
/// <remarks>A preference: whatever denies a target, such as private data, still does.</remarks>
public sealed class StickinessOptions
{
    /// <summary>Gets or sets whether conversations stay.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>
    /// Gets or sets the weight by which another target must exceed the one that serves the conversation before the conversation moves; see
    /// <see cref="TargetPreference.Weight"/>.
    /// </summary>
    /// <value>At least 1. The default is 15: more than a hint such as the prompt's size (10), less than a budget near its limit (20).</value>
    public int Margin { get; set; } = 15;

    /// <summary>Gets or sets how long a conversation may rest before it is routed anew.</summary>
    /// <value>More than zero. The default is 30 minutes.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);
}
