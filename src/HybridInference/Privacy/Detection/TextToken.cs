namespace HybridInference;

/// <summary>An unbroken run of letters, digits, '_', '-' and '.' around a digit.</summary>
internal readonly ref struct TextToken
{
    /// <summary>The length of the shortest run with letters that may be a token or a key.</summary>
    public const int ShortestKey = 16;

    private readonly CueTrail _cues;
    private readonly bool _isBesideSign;

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
        _isBesideSign = IsBesideSign(text, start, end);
    }

    public ReadOnlySpan<char> Text { get; }

    public int Start { get; }

    public int End { get; }

    /// <summary>Whether there is anything but digits, dashes and dots.</summary>
    public bool HasLetters { get; }

    public ReadOnlySpan<char> Value => Text[Start..End];

    /// <summary>Whether hashes, and data in Base64, go on before a run or behind it.</summary>
    public static bool IsBesideSign(ReadOnlySpan<char> text, int start, int end) =>
        (start > 0 && text[start - 1] is '$' or '+' or '/') || (end < text.Length && text[end] is '=' or '$' or '~' or '+' or '/');

    /// <summary>Whether a key of some length, with signs in it or not, may be what the token is or belongs to.</summary>
    public bool MayBeKey(int length) => _isBesideSign || End - Start >= length;

    public PiiMatch Match(string category, int length, double score) => new(category, Start, length, score);

    /// <summary>Finds the words around a value of the token.</summary>
    public CueWindow CuesAround(int start, int end) => _cues.Around(Text, start, end);

    /// <summary>Whether a word of any scheme stands around an identifier that ends at a place or before.</summary>
    public bool HasSchemesAround(int start, int end) => _cues.HasSchemesAround(Text, start, end);

    /// <summary>Finds the schemes that words around an identifier name.</summary>
    public SchemeSet SchemesAround(int start, int end) => _cues.SchemesAround(Text, start, end);
}
