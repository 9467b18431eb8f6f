namespace HybridInference;

/// <summary>A run of hexadecimal digits, colons, dots and dashes: all that addresses of hardware and of the Internet Protocol are written with.</summary>
internal readonly struct AddressRun
{
    private const int MaxBefore = 45;
    private const int FewestDots = 2;
    private const int FewestPairSeparators = 5;

    private readonly int _dots;
    private readonly int _others;
    private readonly bool _hasDouble;

    /// <param name="text">The text.</param>
    /// <param name="position">A place in the run.</param>
    public AddressRun(ReadOnlySpan<char> text, int position)
    {
        int start = position;
        while (start > 0 && position - start < MaxBefore && IsOfAddress(text[start - 1]))
        {
            start--;
        }

        char before = '\0';
        for (End = start; End < text.Length && IsOfAddress(text[End]); End++)
        {
            char character = text[End];
            _dots += character == '.' ? 1 : 0;
            _others += character is ':' or '-' ? 1 : 0;
            _hasDouble |= character == ':' && before == ':';
            before = character;
        }
    }

    /// <summary>The end of the run.</summary>
    public int End { get; }

    /// <summary>Whether there are as many separators as the shortest addresses have: "a.b.c", "a::b", five colons or dashes.</summary>
    public bool MayBeAddress => _dots >= FewestDots || _others >= FewestPairSeparators || _hasDouble;

    private static bool IsOfAddress(char character) => char.IsAsciiHexDigit(character) || character is ':' or '.' or '-';
}
