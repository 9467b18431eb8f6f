namespace HybridInference;

/// <summary>What reading a placeholder at a place of a text came to.</summary>
internal enum PlaceholderReading
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Its category is known, its number is not.</summary>
    Unknown,

    /// <summary>The text ends before that is clear.</summary>
    Incomplete,

    /// <summary>There is one.</summary>
    Complete,
}
