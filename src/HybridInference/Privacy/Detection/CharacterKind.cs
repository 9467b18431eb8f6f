namespace HybridInference;

/// <summary>The kinds of character whose places <see cref="CharacterMap"/> knows.</summary>
internal enum CharacterKind
{
    /// <summary>A digit.</summary>
    Digit,

    /// <summary>A letter or '_'.</summary>
    Letter,

    /// <summary>A letter, a digit, '_', '-' or '.'.</summary>
    Token,

    /// <summary>A hexadecimal digit, ':', '-' or '.'.</summary>
    Address,

    /// <summary>A digit, or what may stand between those of a number: a space, '-', '.', '/', '(', ')', '*' or '+'.</summary>
    Number,

    /// <summary>A dot.</summary>
    Dot,

    /// <summary>A colon.</summary>
    Colon,
}
