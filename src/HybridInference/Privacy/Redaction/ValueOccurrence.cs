namespace HybridInference;

/// <summary>A known value in a text.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="Length">Its length.</param>
/// <param name="Value">The value.</param>
internal readonly record struct ValueOccurrence(int Start, int Length, RedactedValue Value);
