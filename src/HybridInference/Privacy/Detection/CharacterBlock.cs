using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Tells the kinds of 64 characters at a time.</summary>
/// <remarks>Each half of a character's code picks a set of kinds from a table; the character is of the kinds in both sets (G. Langdale, D. Lemire, "Parsing Gigabytes of JSON per Second", 3.1.2).</remarks>
internal static class CharacterBlock
{
    /// <summary>The number of characters.</summary>
    public const int Length = 64;

    private const byte Digit = 1;
    private const byte LetterToF = 2;
    private const byte LetterToO = 4;
    private const byte LetterToZ = 8;
    private const byte DashOrDot = 16;
    private const byte Colon = 32;
    private const byte EqualsOrGreater = 64;
    private const byte Underscore = 128;

    private const byte Token = Digit | LetterToF | LetterToO | LetterToZ | DashOrDot | Underscore;
    private const byte Address = Digit | LetterToF | DashOrDot | Colon;
    private const byte Operator = Digit | Colon | EqualsOrGreater;

    /// <summary>Reads the kinds of the first characters of a text.</summary>
    /// <param name="text">The text; what it lacks of 64 characters is of no kind.</param>
    /// <param name="bits">Receives the bits of each <see cref="CharacterKind"/>.</param>
    public static void Read(ReadOnlySpan<char> text, Span<ulong> bits)
    {
        if (text.Length < Length)
        {
            Span<char> padded = stackalloc char[Length];
            padded.Clear();
            text.CopyTo(padded);
            ReadFull(padded, bits);
            return;
        }

        ReadFull(text, bits);
    }

    private static void ReadFull(ReadOnlySpan<char> text, Span<ulong> bits)
    {
        bits.Clear();
        ref ushort first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text[..Length]));
        for (int part = 0; part < Length; part += Vector128<byte>.Count)
        {
            ref ushort start = ref System.Runtime.CompilerServices.Unsafe.Add(ref first, part);
            Vector128<byte> bytes = Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref start), Vector128.LoadUnsafe(ref start, (nuint)Vector128<ushort>.Count));
            Vector128<byte> kinds = KindsOf(bytes);
            Vector128<byte> signs = Vector128.Equals(bytes, Vector128.Create((byte)'-')) | Vector128.Equals(bytes, Vector128.Create((byte)'@'));
            bits[(int)CharacterKind.Trigger] |= (ulong)(Has(kinds, Operator) | signs).ExtractMostSignificantBits() << part;
            bits[(int)CharacterKind.Digit] |= (ulong)Has(kinds, Digit).ExtractMostSignificantBits() << part;
            bits[(int)CharacterKind.Token] |= (ulong)Has(kinds, Token).ExtractMostSignificantBits() << part;
            bits[(int)CharacterKind.Address] |= (ulong)Has(kinds, Address).ExtractMostSignificantBits() << part;
        }
    }

    private static Vector128<byte> Has(Vector128<byte> kinds, byte any) => ~Vector128.Equals(kinds & Vector128.Create(any), Vector128<byte>.Zero);

    private static Vector128<byte> KindsOf(Vector128<byte> bytes)
    {
        // By the upper half: 2 is punctuation, 3 digits, 4 and 6 letters to 'O', 5 and 7 letters from 'P' and '_'; nothing above ASCII.
        Vector128<byte> byUpper = Vector128.Create(
            0, 0, DashOrDot, Digit | Colon | EqualsOrGreater, LetterToF | LetterToO, LetterToZ | Underscore, LetterToF | LetterToO, LetterToZ, 0, 0, 0, 0, 0, 0, 0, (byte)0);
        Vector128<byte> byLower = Vector128.Create(
            Digit | LetterToZ, Digit | LetterToF | LetterToZ, Digit | LetterToF | LetterToZ, Digit | LetterToF | LetterToZ, Digit | LetterToF | LetterToZ,
            Digit | LetterToF | LetterToZ, Digit | LetterToF | LetterToZ, Digit | LetterToO | LetterToZ, Digit | LetterToO | LetterToZ, Digit | LetterToO | LetterToZ,
            LetterToO | LetterToZ | Colon, LetterToO, LetterToO, LetterToO | DashOrDot | EqualsOrGreater, LetterToO | DashOrDot | EqualsOrGreater,
            (byte)(LetterToO | Underscore));
        return Vector128.Shuffle(byUpper, bytes >> 4) & Vector128.Shuffle(byLower, bytes & Vector128.Create((byte)0x0F));
    }
}
