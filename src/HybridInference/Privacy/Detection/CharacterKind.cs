namespace HybridInference;

/// <summary>The kinds of character whose places <see cref="CharacterMap"/> knows.</summary>
internal enum CharacterKind
{
    /// <summary>A character that private data needs: a digit, '@', ':', '=', '>' or '-'.</summary>
    Trigger,

    /// <summary>A digit.</summary>
    Digit,

    /// <summary>A letter, a digit, '_', '-' or '.'.</summary>
    Token,

    /// <summary>A hexadecimal digit, ':', '-' or '.'.</summary>
    Address,
}
