namespace HybridInference;

/// <summary>A run of hexadecimal digits, colons, dots and dashes: all that addresses of hardware and of the Internet Protocol are written with.</summary>
internal static class AddressRun
{
    private const int FewestDots = 2;
    private const int FewestPairSeparators = 5;

    /// <summary>Whether there are as many separators as the shortest addresses have: "a.b.c", "a::b", five colons or dashes.</summary>
    public static bool MayBeAddress(ReadOnlySpan<char> run)
    {
        int dots = 0;
        int others = 0;
        char before = '\0';
        foreach (char character in run)
        {
            dots += character == '.' ? 1 : 0;
            others += character is ':' or '-' ? 1 : 0;
            others += character == ':' && before == ':' ? FewestPairSeparators : 0;
            before = character;
        }

        return dots >= FewestDots || others >= FewestPairSeparators;
    }
}
