using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>How an attempt ended, as far as money goes.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Usage">What the provider reported, if it did.</param>
internal readonly record struct AttemptEnd(AttemptOutcome Outcome, UsageDetails? Usage = null)
{
    /// <summary>The estimated tokens of the answer that were received, when the provider reported none; unknown when <see langword="null"/>.</summary>
    public long? ReceivedTokens { get; init; }

    /// <summary>Whether the provider certainly did no work: the connection or the request was refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Why the target was chosen.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }
}
