using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Tells the kinds of 64 characters at a time, a bit for each character, the lowest for the first. What a text lacks of 64 characters is of no kind.</summary>
internal static class CharacterBlock
{
    /// <summary>The number of characters.</summary>
    public const int Length = 64;

    /// <summary>The number of <see cref="CharacterKind"/>, rounded up to a power of two.</summary>
    public const int Kinds = 8;

    /// <summary>The characters of which it is not known what stands three places further.</summary>
    private const ulong LastThree = 7UL << (Length - 3);

    /// <summary>
    /// Returns where private data may begin or a prefix of a token may stand: at a digit, '@', ':', '=', '>'; at a dash that does
    /// not stand before a space, nor behind a digit unless another dash stands three places further, as in a hardware address; at '_', 'I'
    /// and 'J' behind a letter.
    /// </summary>
    public static ulong Triggers(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> rest = text[start..];
        char before = start > 0 ? text[start - 1] : '\0';
        return rest.Length >= Length ? TriggersIn(Load(rest), before) : TriggersIn(LoadPart(rest), before);
    }

    /// <summary>Goes on to the first whole block in which triggers are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The start of a block behind the first, moved to that of the block found, or to the one that is not whole.</param>
    /// <returns>The triggers, or 0 when no whole block has any.</returns>
    public static ulong NextTriggers(ReadOnlySpan<char> text, ref int start)
    {
        for (; start <= text.Length - Length; start += Length)
        {
            ulong triggers = TriggersIn(Load(text.Slice(start, Length)), text[start - 1]);
            if (triggers != 0)
            {
                return triggers;
            }
        }

        return 0;
    }

    /// <summary>Reads the places of each <see cref="CharacterKind"/>.</summary>
    public static void Read(ReadOnlySpan<char> text, int start, Span<ulong> kinds)
    {
        ReadOnlySpan<char> rest = text[start..];
        if (rest.Length >= Length)
        {
            ReadKinds(Load(rest), kinds[..Kinds]);
            return;
        }

        ReadKinds(LoadPart(rest), kinds[..Kinds]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TriggersIn(Vector512<byte> bytes, char before)
    {
        ulong digits = Places(InRange(bytes, '0', ':'));
        ulong dashes = Places(Are(bytes, '-'));
        ulong behindDigit = (digits << 1) | (before is >= '0' and <= ':' ? 1UL : 0);
        ulong behindLetter = (Places(Letters(bytes)) << 1) | (char.IsAsciiLetter(before) ? 1UL : 0);
        return digits
            | Places(InRange(bytes, '=', '>'))
            | Places(Are(bytes, '@'))
            | (dashes & ~(Places(Are(bytes, ' ')) >> 1) & (~behindDigit | (dashes >> 3) | LastThree))
            | ((Places(Are(bytes, '_')) | Places(InRange(bytes, 'I', 'J'))) & behindLetter);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadKinds(Vector512<byte> bytes, Span<ulong> kinds)
    {
        ulong digits = Places(InRange(bytes, '0', '9'));
        ulong dashes = Places(Are(bytes, '-'));
        ulong dots = Places(Are(bytes, '.'));
        ulong colons = Places(Are(bytes, ':'));
        ulong letters = Places(Letters(bytes)) | Places(Are(bytes, '_'));
        kinds[(int)CharacterKind.Colon] = colons;
        kinds[(int)CharacterKind.Dot] = dots;
        kinds[(int)CharacterKind.Number] = digits | Places(InRange(bytes, '-', '/')) | Places(InRange(bytes, '(', '+')) | Places(Are(bytes, ' '));
        kinds[(int)CharacterKind.Address] = digits | Places(InRange(Folded(bytes), 'a', 'f')) | dashes | dots | colons;
        kinds[(int)CharacterKind.Token] = digits | letters | dashes | dots;
        kinds[(int)CharacterKind.Letter] = letters;
        kinds[(int)CharacterKind.Digit] = digits;
    }

    private static Vector512<byte> Load(ReadOnlySpan<char> text)
    {
        ref ushort first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        return Vector512.NarrowWithSaturation(Vector512.LoadUnsafe(ref first), Vector512.LoadUnsafe(ref first, (nuint)Vector512<ushort>.Count));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<byte> LoadPart(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[Length];
        padded.Clear();
        text.CopyTo(padded);
        return Load(padded);
    }

    private static Vector512<byte> Folded(Vector512<byte> bytes) => bytes | Vector512.Create((byte)0x20);

    private static Vector512<byte> Letters(Vector512<byte> bytes) => InRange(Folded(bytes), 'a', 'z');

    private static Vector512<byte> Are(Vector512<byte> bytes, char character) => Vector512.Equals(bytes, Vector512.Create((byte)character));

    private static Vector512<byte> InRange(Vector512<byte> bytes, char first, char last) =>
        Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)first), Vector512.Create((byte)(last - first)));

    private static ulong Places(Vector512<byte> mask) => mask.ExtractMostSignificantBits();
}
