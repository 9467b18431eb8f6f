using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Three characters in 15 bits, the same for both cases of a letter of ASCII; other characters may share their code.</summary>
internal static class LetterCode
{
    /// <summary>The bits of the first two characters, as <see cref="LetterTriples.Pair"/> has them.</summary>
    public const int PairMask = (1 << PairBits) - 1;

    /// <summary>The number of bits of the first two characters.</summary>
    public const int PairBits = 10;

    private const int LetterBits = 5;
    private const int CharacterBits = 16;
    private const int Length = sizeof(ulong) / sizeof(char);
    private const ulong Letters = 0x001F_001F_001F;

    /// <summary>The code of the characters at a place; what a text lacks is 0.</summary>
    public static uint At(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> rest = text[start..];
        return rest.Length >= Length ? Fold(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(rest)))) : AtEnd(rest);
    }

    private static uint AtEnd(ReadOnlySpan<char> rest)
    {
        Span<char> padded = stackalloc char[Length];
        padded.Clear();
        rest.CopyTo(padded);
        return At(padded, 0);
    }

    private static uint Fold(ulong characters)
    {
        ulong letters = characters & Letters;
        ulong pair = ((letters << LetterBits) | (letters >> CharacterBits)) & PairMask;
        return (uint)(pair | (letters >> (2 * CharacterBits) << PairBits));
    }
}
