namespace HybridInference;

/// <summary>A spelling of a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="InWords">Whether it counts with letters or digits beside it.</param>
internal readonly record struct ValueForm(RedactedValue Value, bool InWords);
