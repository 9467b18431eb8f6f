namespace HybridInference;

/// <summary>Reads a placeholder of one category at the start of a text, with the changes that models make to it.</summary>
/// <remarks>What it says of a text that does not end within the placeholder stays true whatever follows, so a stream may be read in any pieces.</remarks>
internal ref struct PlaceholderReader(PlaceholderFormat format, ReadOnlySpan<char> text)
{
    /// <summary>The most backslashes before a sign: one of Markdown, which JSON doubles.</summary>
    public const int MaxEscapes = 2;

    private const int MaxSpaces = 2;

    private readonly ReadOnlySpan<char> _text = text;
    private bool _isUnknown;

    /// <summary>Gets the number in it.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Gets its length.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the number of backslashes before its closing.</summary>
    public int Escapes { get; private set; }

    /// <summary>Reads a placeholder.</summary>
    /// <param name="label">The category as placeholders write it.</param>
    /// <param name="highest">The highest number that there is.</param>
    public PlaceholderReading Read(string label, int highest)
    {
        if (TakeAll(label, highest))
        {
            return PlaceholderReading.Complete;
        }

        return _isUnknown ? PlaceholderReading.Unknown
            : Length == _text.Length ? PlaceholderReading.Incomplete : PlaceholderReading.None;
    }

    private bool TakeAll(string label, int highest) =>
        Take(format.Open) && SkipSpaces() && Take(label) && Take(format.SeparatorText)
        && TakeOrdinal(highest) && SkipSpaces() && Take(format.Close);

    private bool Take(ReadOnlySpan<char> expected)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int escapes = char.IsLetterOrDigit(expected[i]) ? 0 : SkipEscapes();
            Escapes = i == 0 ? escapes : Escapes;
            if (Length == _text.Length || PlaceholderFormat.Fold(_text[Length]) != char.ToUpperInvariant(expected[i]))
            {
                return false;
            }

            Length++;
        }

        return true;
    }

    private bool TakeOrdinal(int highest)
    {
        long value = 0;
        int start = Length;
        while (Length < _text.Length && PlaceholderFormat.Fold(_text[Length]) is >= '0' and <= '9' and var digit)
        {
            value = (value * 10) + (digit - '0');
            Length++;
            if (value == 0 || value > highest)
            {
                _isUnknown = true;
                return false;
            }
        }

        Ordinal = (int)value;
        return Length > start;
    }

    private bool SkipSpaces()
    {
        for (int spaces = 0; spaces < MaxSpaces && Length < _text.Length && PlaceholderFormat.Fold(_text[Length]) == ' '; spaces++)
        {
            Length++;
        }

        return true;
    }

    private int SkipEscapes()
    {
        int start = Length;
        while (Length < _text.Length && Length - start < MaxEscapes && _text[Length] == '\\')
        {
            Length++;
        }

        return Length - start;
    }
}
