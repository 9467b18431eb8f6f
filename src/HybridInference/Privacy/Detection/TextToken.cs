namespace HybridInference;

/// <summary>An unbroken run of letters, digits, '_', '-' and '.' around a digit.</summary>
internal readonly ref struct TextToken
{
    private readonly CueTrail _cues;

    /// <param name="text">The text.</param>
    /// <param name="start">The first character.</param>
    /// <param name="end">The end.</param>
    /// <param name="cues">The words around.</param>
    public TextToken(ReadOnlySpan<char> text, int start, int end, CueTrail cues)
    {
        _cues = cues;
        Text = text;
        Start = start;
        End = end;
        HasLetters = text[start..end].ContainsAnyInRange('A', 'z');
    }

    public ReadOnlySpan<char> Text { get; }

    public int Start { get; }

    public int End { get; }

    /// <summary>Whether there is anything but digits, dashes and dots.</summary>
    public bool HasLetters { get; }

    public ReadOnlySpan<char> Value => Text[Start..End];

    public PiiMatch Match(string category, int length, double score) => new(category, Start, length, score);

    /// <summary>Finds the words around a value of the token.</summary>
    public CueWindow CuesAround(int start, int end) => _cues.Around(Text, start, end);

    /// <summary>Whether a word of any scheme stands around an identifier that ends at a place or before.</summary>
    public bool HasSchemesAround(int start, int end) => _cues.HasSchemesAround(Text, start, end);

    /// <summary>Finds the schemes that words around an identifier name.</summary>
    public SchemeSet SchemesAround(int start, int end) => _cues.SchemesAround(Text, start, end);
}
