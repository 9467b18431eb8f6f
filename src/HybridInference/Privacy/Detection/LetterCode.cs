using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Four characters in 20 bits, the same for both cases of a letter of ASCII; other characters may share their code.</summary>
internal static class LetterCode
{
    /// <summary>The number of characters.</summary>
    public const int Length = 4;

    /// <summary>The bits of the first two characters.</summary>
    public const int PairMask = (1 << PairBits) - 1;

    private const int PairBits = 10;
    private const int LetterBits = 5;
    private const int ThirdShift = PairBits + LetterBits;
    private const ulong LetterMask = 0x001F_001F_001F_001F;

    /// <summary>The code of the characters at a place; what a text lacks is 0.</summary>
    public static uint At(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> rest = text[start..];
        return rest.Length >= Length ? Fold(MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(rest))) : OfShort(rest);
    }

    /// <summary>The bits of the third character by themselves.</summary>
    public static int Third(uint code) => (int)(code >> ThirdShift);

    /// <summary>The bits that the first characters of a word fill, but for those that have more than one code.</summary>
    public static uint MaskOf(string word)
    {
        Span<char> all = stackalloc char[Length];
        for (int i = 0; i < Math.Min(Length, word.Length); i++)
        {
            all[i] = char.IsAscii(word[i]) ? '\u001F' : '\0';
        }

        return At(all, 0);
    }

    private static uint OfShort(ReadOnlySpan<char> rest)
    {
        Span<char> padded = stackalloc char[Length];
        rest.CopyTo(padded);
        return At(padded, 0);
    }

    /// <summary>The first two characters are the lowest bits, the second lower than the first, and so are the other two.</summary>
    private static uint Fold(ulong characters)
    {
        ulong letters = characters & LetterMask;
        ulong pairs = (letters << LetterBits) | (letters >> 16);
        return (uint)(pairs & PairMask) | ((uint)(pairs >> 32) & PairMask) << PairBits;
    }
}
