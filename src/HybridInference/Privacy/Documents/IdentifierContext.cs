namespace HybridInference;

/// <summary>What stands around an identifier.</summary>
internal readonly ref struct IdentifierContext(ReadOnlySpan<char> text, int start, int end)
{
    private const int ShortestTellingNumber = 13;

    private readonly ReadOnlySpan<char> _text = text;

    public int Start => start;

    public int End => end;

    /// <summary>The identifier with its separators.</summary>
    public ReadOnlySpan<char> Written => _text[start..end];

    /// <summary>Whether the identifier is one run of few digits, which may as well be a time in seconds or a count.</summary>
    public bool IsShortNumber => end - start < ShortestTellingNumber && !_text[start..end].ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether the identifier begins in one line and ends in the next: its check digits must tell that it is one.</summary>
    public bool IsWrapped => _text[start..end].Contains(IdentifierRun.LineBreak);

    public bool IsUpperCase => !_text[start..end].ContainsAnyInRange('a', 'z');
}
