namespace HybridInference;

/// <summary>A run of hexadecimal digits, colons, dots and dashes: all that addresses of hardware and of the Internet Protocol are written with.</summary>
internal readonly struct AddressRun
{
    private const int FewestDots = 2;
    private const int FewestPairSeparators = 5;

    private readonly int _dots;
    private readonly int _others;
    private readonly bool _hasDouble;

    public AddressRun(ReadOnlySpan<char> run)
    {
        char before = '\0';
        foreach (char character in run)
        {
            _dots += character == '.' ? 1 : 0;
            _others += character is ':' or '-' ? 1 : 0;
            _hasDouble |= character == ':' && before == ':';
            before = character;
        }
    }

    /// <summary>Whether there are as many separators as the shortest addresses have: "a.b.c", "a::b", five colons or dashes.</summary>
    public bool MayBeAddress => _dots >= FewestDots || _others >= FewestPairSeparators || _hasDouble;
}
