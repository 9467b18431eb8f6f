using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Finds where words can start: at a letter after another character, at a capital after a small letter, at anything but ASCII.</summary>
internal static class WordStarts
{
    /// <summary>The number of characters that are looked at together.</summary>
    public const int BlockLength = 32;

    /// <summary>Returns a bit for each of the characters from a position on, the lowest for the first.</summary>
    public static uint InBlock(ReadOnlySpan<char> text, int position)
    {
        (uint uppers, uint lowers, uint others) = text.Length - position >= BlockLength ? ReadBlock(text.Slice(position, BlockLength)) : ReadRest(text[position..]);
        char before = position > 0 ? text[position - 1] : ' ';
        uint letters = uppers | lowers;
        uint afterLetter = (letters << 1) | (char.IsAsciiLetter(before) ? 1u : 0);
        uint afterLower = (lowers << 1) | (char.IsAsciiLetterLower(before) ? 1u : 0);
        return (letters & ~afterLetter) | (uppers & afterLower) | others;
    }

    private static (uint Uppers, uint Lowers, uint Others) ReadBlock(ReadOnlySpan<char> block)
    {
        ref ushort first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(block));
        Vector256<byte> bytes = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref first), Vector256.LoadUnsafe(ref first, (nuint)Vector256<ushort>.Count));
        return (IsInRange(bytes, (byte)'A', (byte)'Z'), IsInRange(bytes, (byte)'a', (byte)'z'), IsInRange(bytes, 0x80, 0xFF));
    }

    private static uint IsInRange(Vector256<byte> bytes, byte first, byte last) =>
        Vector256.LessThanOrEqual(bytes - Vector256.Create(first), Vector256.Create((byte)(last - first))).ExtractMostSignificantBits();

    private static (uint Uppers, uint Lowers, uint Others) ReadRest(ReadOnlySpan<char> rest)
    {
        (uint uppers, uint lowers, uint others) = (0, 0, 0);
        for (int i = 0; i < rest.Length; i++)
        {
            uppers |= char.IsAsciiLetterUpper(rest[i]) ? 1u << i : 0;
            lowers |= char.IsAsciiLetterLower(rest[i]) ? 1u << i : 0;
            others |= char.IsAscii(rest[i]) ? 0 : 1u << i;
        }

        return (uppers, lowers, others);
    }
}
