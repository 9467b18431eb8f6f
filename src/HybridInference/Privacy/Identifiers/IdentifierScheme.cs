namespace HybridInference;

/// <summary>One kind of identifier that an authority issues.</summary>
/// <param name="Name">The country and the kind, such as <c>PL_PESEL</c>.</param>
/// <param name="Category">One of <see cref="IdentifierCategories"/>.</param>
/// <param name="MinLength">The shortest compact form.</param>
/// <param name="MaxLength">The longest compact form.</param>
/// <param name="IsValid">Checks a compact form: its shape, its date and its check digits.</param>
internal sealed record IdentifierScheme(string Name, string Category, int MinLength, int MaxLength, IdentifierValidator IsValid)
{
    /// <summary>What the compact form starts with; a digit when not set.</summary>
    public IdentifierStart Start { get; init; }

    /// <summary>Whether the compact form can hold letters, at its start or later.</summary>
    public bool HasLetters { get; init; }

    /// <summary>Whether a valid number is rare enough among other text to be reported without a cue.</summary>
    public bool IsStrong { get; init; }

    /// <summary>Whether anything but shape and ranges is checked.</summary>
    public bool HasCheckDigit { get; init; } = true;

    /// <summary>Lower-case words that stand near such a number, in English and in the languages of the country.</summary>
    public string[] Cues { get; init; } = [];
}
