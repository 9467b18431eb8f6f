using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Tells the kinds of 64 characters at a time.</summary>
internal static class CharacterBlock
{
    /// <summary>The number of characters.</summary>
    public const int Length = 64;

    /// <summary>The number of <see cref="CharacterKind"/>.</summary>
    public const int Kinds = 8;

    /// <summary>What a dash's filter cannot know about the characters behind the block.</summary>
    private const ulong LastThree = 7UL << (Length - 3);

    /// <summary>Reads the kinds of characters.</summary>
    /// <param name="text">The text; what it lacks of 64 characters is of no kind.</param>
    /// <param name="start">The first character.</param>
    /// <param name="bits">Receives the bits of each <see cref="CharacterKind"/>.</param>
    public static void Read(ReadOnlySpan<char> text, int start, Span<ulong> bits)
    {
        char before = start > 0 ? text[start - 1] : '\0';
        ReadOnlySpan<char> rest = text[start..];
        if (rest.Length >= Length)
        {
            ReadFull(rest, before, bits);
            return;
        }

        Span<char> padded = stackalloc char[Length];
        padded.Clear();
        rest.CopyTo(padded);
        ReadFull(padded, before, bits);
    }

    private static void ReadFull(ReadOnlySpan<char> block, char before, Span<ulong> bits)
    {
        ref ushort first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(block[..Length]));
        var bytes = Vector512.NarrowWithSaturation(Vector512.LoadUnsafe(ref first), Vector512.LoadUnsafe(ref first, (nuint)Vector512<ushort>.Count));
        Vector512<byte> folded = bytes | Vector512.Create((byte)0x20);
        ulong digits = InRange(bytes, '0', '9');
        ulong dashes = Are(bytes, '-');
        ulong dots = Are(bytes, '.');
        ulong colons = Are(bytes, ':');
        ulong underscores = Are(bytes, '_');
        ulong letters = InRange(folded, 'a', 'z') | underscores;
        bits[(int)CharacterKind.Digit] = digits;
        bits[(int)CharacterKind.Letter] = letters;
        bits[(int)CharacterKind.Token] = digits | letters | dashes | dots;
        bits[(int)CharacterKind.Address] = digits | InRange(folded, 'a', 'f') | dashes | dots | colons;
        bits[(int)CharacterKind.Number] = digits | InRange(bytes, '-', '/') | InRange(bytes, '(', '+') | Are(bytes, ' ');
        bits[(int)CharacterKind.Dot] = dots;
        bits[(int)CharacterKind.Colon] = colons;
        bits[(int)CharacterKind.Trigger] = digits | colons | InRange(bytes, '=', '@')
            | TellingDashes(dashes, Are(bytes, ' '), digits, before) | EndsOfPrefixes(bytes, underscores, before);
    }

    /// <summary>No private data needs a dash before a space, nor one behind a digit unless another dash stands three places further, as in a hardware address.</summary>
    private static ulong TellingDashes(ulong dashes, ulong spaces, ulong digits, char before) =>
        dashes & ~(spaces >> 1) & (~Behind(digits, char.IsAsciiDigit(before)) | (dashes >> 3) | LastThree);

    /// <summary>Where one of <see cref="LetterPrefix"/> may end, those with a dash left out.</summary>
    private static ulong EndsOfPrefixes(Vector512<byte> bytes, ulong underscores, char before) =>
        (underscores & Behind(InRange(bytes, 'a', 'z'), char.IsAsciiLetterLower(before)))
            | (Are(bytes, 'J') & Behind(Are(bytes, 'y'), before == 'y'))
            | ((Are(bytes, 'A') | Are(bytes, 'z')) & Behind(Are(bytes, 'I'), before == 'I'));

    private static ulong Behind(ulong characters, bool isBefore) => (characters << 1) | (isBefore ? 1UL : 0);

    private static ulong Are(Vector512<byte> bytes, char character) =>
        Vector512.Equals(bytes, Vector512.Create((byte)character)).ExtractMostSignificantBits();

    private static ulong InRange(Vector512<byte> bytes, char first, char last) =>
        Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)first), Vector512.Create((byte)(last - first))).ExtractMostSignificantBits();
}
