namespace HybridInference;

/// <summary>Why a request cannot be redacted.</summary>
internal enum RedactionObstacle
{
    /// <summary>It can.</summary>
    None,

    /// <summary>A part of it cannot be read.</summary>
    Unreadable,

    /// <summary>A value stands in a name or in content that cannot be changed.</summary>
    Unchangeable,
}
