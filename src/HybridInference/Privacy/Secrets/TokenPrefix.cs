namespace HybridInference;

/// <summary>How a vendor's tokens begin.</summary>
/// <param name="Text">The first characters.</param>
/// <param name="MinRest">The least number of characters that follow.</param>
internal readonly record struct TokenPrefix(string Text, int MinRest);
