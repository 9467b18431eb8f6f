namespace Conformance.Tests;

/// <summary>Which client a scenario runs on. All must come to the same result.</summary>
public enum Setup
{
    /// <summary>The OpenAI client, over HTTP, without a hybrid one.</summary>
    DirectRemote,

    /// <summary>The local client, without a hybrid one.</summary>
    DirectLocal,

    /// <summary>A hybrid client that prefers its remote target.</summary>
    HybridRemote,

    /// <summary>A hybrid client that prefers its local target.</summary>
    HybridLocal,

    /// <summary>A hybrid client whose local target fails each time, so that its remote one answers.</summary>
    HybridFailover,
}
