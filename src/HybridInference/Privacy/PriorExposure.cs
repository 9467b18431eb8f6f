namespace HybridInference;

/// <summary>That a message of a private request had been sent to a remote target before.</summary>
/// <param name="MessageIndex">The index of the message in this request.</param>
/// <param name="Target">The name of the target that it was last sent to.</param>
public sealed record PriorExposure(int MessageIndex, string Target);
