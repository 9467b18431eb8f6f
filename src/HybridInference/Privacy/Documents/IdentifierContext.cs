namespace HybridInference;

/// <summary>What stands around an identifier.</summary>
internal readonly ref struct IdentifierContext(ReadOnlySpan<char> text, int start, int end)
{
    /// <summary>How many characters may stand before and after an identifier that is the whole text.</summary>
    public const int AloneMargin = 8;

    private const int ShortestTellingNumber = 13;

    private readonly ReadOnlySpan<char> _text = text;

    public int Start => start;

    public int End => end;

    /// <summary>Whether the identifier is the whole text.</summary>
    public bool IsAlone => start < AloneMargin && _text.Length - end < AloneMargin
        && _text[..start].IsWhiteSpace() && _text[end..].Trim(".!?").IsWhiteSpace();

    /// <summary>Whether the identifier is rather a number of a book, a date or an amount.</summary>
    public bool IsLookAlike => BookNumber.IsValid(_text[start..end]) || IsDate || _text[start..end].Contains('.') && !_text[start..end].ContainsAny('/', '-');

    /// <summary>Whether the identifier is one run of few digits, which may as well be a time in seconds or a count.</summary>
    public bool IsShortNumber => end - start < ShortestTellingNumber && !_text[start..end].ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether the identifier is written in groups.</summary>
    public bool IsGrouped => _text[start..end].ContainsAny('/', '-');

    private bool IsDate => DateShape.IsDateOrTime(new NumberRun(_text, start, stackalloc char[NumberRun.MaxDigits]));

    public bool IsUpperCase => !_text[start..end].ContainsAnyInRange('a', 'z');
}
