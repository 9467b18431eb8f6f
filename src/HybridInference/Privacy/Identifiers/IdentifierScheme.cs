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

    /// <summary>The letters that the number starts with, when they name it as a word beside it would.</summary>
    public string? OwnName { get; init; }

    /// <summary>Whether anything but shape and ranges is checked.</summary>
    public bool HasCheckDigit { get; init; } = true;

    /// <summary>About how many numbers of its length there are for each one that is valid. The rarer scheme wins where no word decides.</summary>
    public int Odds { get; init; } = 10;

    /// <summary>Whether so few people have such a number that, without a word beside it and without its groups, it is rather another.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether digits alone that can be the number of a book too are rather one of these.</summary>
    public bool OutnumbersBooks { get; init; }

    /// <summary>
    /// How the number is written in groups, such as <c>3_3_3</c>: the lengths with <c>_</c> for a space, dash, slash or plus, the same
    /// each time, or the separator itself. Any way where there is none. A word beside the number makes up for a wrong one.
    /// </summary>
    public string[] Forms { get; init; } = [];

    /// <summary>Lower-case words that stand near such a number, in English and in the languages of the country.</summary>
    public string[] Cues { get; init; } = [];
}
