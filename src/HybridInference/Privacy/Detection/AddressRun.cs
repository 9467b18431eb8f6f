using System.Numerics;

namespace HybridInference;

/// <summary>A run of hexadecimal digits, colons, dots and dashes: all that addresses of hardware and of the Internet Protocol are written with.</summary>
internal static class AddressRun
{
    private const int FewestDots = 2;
    private const int FewestPairSeparators = 5;
    private const int MaxLength = 64;

    /// <summary>Whether there are as many separators as the shortest addresses have: "a.b.c", "a::b", five colons or dashes.</summary>
    public static bool MayBeAddress(ReadOnlySpan<char> text, CharacterMap map, int start, int end)
    {
        if (end - start >= MaxLength)
        {
            return true;
        }

        ulong run = (1UL << (end - start)) - 1;
        ulong dots = map.Window(text, CharacterKind.Dot, start) & run;
        ulong colons = map.Window(text, CharacterKind.Colon, start) & run;
        ulong dashes = map.Window(text, CharacterKind.Token, start) & ~map.Window(text, CharacterKind.Letter, start) & ~map.Window(text, CharacterKind.Digit, start) & ~dots & run;
        return BitOperations.PopCount(dots) >= FewestDots
            || BitOperations.PopCount(colons | dashes) >= FewestPairSeparators
            || (colons & (colons >> 1)) != 0;
    }
}
