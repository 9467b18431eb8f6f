namespace HybridInference;

/// <summary>How much of a streamed answer is held back, so that a target that fails until then can still be replaced without a trace.</summary>
/// <remarks>
/// Off by default: the caller gets the first content as soon as it is there. When both limits are set, the one that is reached first counts. What
/// is held is also delivered when the stream ends, or when content other than text and reasoning comes.
/// </remarks>
public sealed class HoldBackOptions
{
    /// <summary>Gets or sets how many characters of text and reasoning have to come.</summary>
    /// <value>At least 1. The default is <see langword="null"/>: the characters do not count.</value>
    public int? Characters { get; set; }

    /// <summary>Gets or sets how long text is held, from the first content on, also when nothing more comes.</summary>
    /// <value>More than zero, at most a day. The default is <see langword="null"/>: the time does not count.</value>
    public TimeSpan? Time { get; set; }
}
