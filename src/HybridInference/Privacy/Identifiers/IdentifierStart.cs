namespace HybridInference;

/// <summary>The kinds of character that an identifier can start with.</summary>
internal enum IdentifierStart
{
    Digit,
    Letter,
    Either,
}
