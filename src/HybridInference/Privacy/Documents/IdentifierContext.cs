namespace HybridInference;

/// <summary>What stands around an identifier.</summary>
internal readonly ref struct IdentifierContext(ReadOnlySpan<char> text, int start, int end)
{
    private const int Before = 48;
    private const int After = 24;
    private const int ShortestTellingNumber = 13;

    private readonly ReadOnlySpan<char> _text = text;

    public int Start => start;

    public int End => end;

    /// <summary>The identifier with its separators.</summary>
    public ReadOnlySpan<char> Written => _text[start..end];

    /// <summary>Whether the identifier is one run of few digits, which may as well be a time in seconds or a count.</summary>
    public bool IsShortNumber => end - start < ShortestTellingNumber && !_text[start..end].ContainsAnyExceptInRange('0', '9');

    public bool IsUpperCase => !_text[start..end].ContainsAnyInRange('a', 'z');

    /// <summary>Whether one of some words stands beside the identifier, at the start of a word.</summary>
    public bool Names(string[] cues)
    {
        ReadOnlySpan<char> before = _text[Math.Max(0, start - Before)..start];
        ReadOnlySpan<char> after = _text[end..Math.Min(_text.Length, end + After)];
        foreach (string cue in cues)
        {
            if (HasWord(before, cue) || HasWord(after, cue))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> window, string cue)
    {
        int index = window.IndexOf(cue, StringComparison.OrdinalIgnoreCase);
        if (index < 0)
        {
            return false;
        }

        bool begins = index == 0 || !char.IsAsciiLetter(window[index - 1]) || !char.IsAsciiLetter(window[index]);
        int end = index + cue.Length;
        bool ends = cue.Length > 4 || end >= window.Length || !char.IsAsciiLetter(window[end]);
        return begins && ends;
    }
}
