namespace HybridInference;

/// <summary>A placeholder in a text.</summary>
/// <param name="Value">What it stands for.</param>
/// <param name="Length">Its length, from its opening on.</param>
/// <param name="Escapes">The number of backslashes before its closing.</param>
internal readonly record struct PlaceholderMatch(RedactedValue Value, int Length, int Escapes);
