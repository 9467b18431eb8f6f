namespace HybridInference;

/// <summary>Tells whether an identifier is valid.</summary>
/// <param name="compact">The identifier without separators; letters in either case.</param>
internal delegate bool IdentifierValidator(ReadOnlySpan<char> compact);
