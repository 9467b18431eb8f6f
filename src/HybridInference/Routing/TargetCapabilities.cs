namespace HybridInference;

/// <summary>What a target can do.</summary>
/// <remarks>
/// A chat client tells its own by returning an instance from <c>GetService(typeof(TargetCapabilities))</c>; options of the
/// target come before it. Immutable and thread-safe.
/// </remarks>
/// <param name="Supported">What the target supports beyond text.</param>
/// <param name="ContextLength">
/// The most tokens that prompt and output may have together, or <see langword="null"/> when it is not known, in which case it is not checked.
/// </param>
public sealed record TargetCapabilities(ChatCapabilities Supported, int? ContextLength = null)
{
    /// <summary>Gets the options that the target refuses, so that it gets requests without them; see <see cref="AttemptRecord.DroppedOptions"/>.</summary>
    /// <value>The default is <see cref="OptionalChatOptions.None"/>.</value>
    public OptionalChatOptions UnsupportedOptions { get; init; }
}
