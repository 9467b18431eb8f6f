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

    /// <summary>The characters of which it is not known what stands five places further.</summary>
    private const ulong LastFive = 31UL << (Length - 5);

    /// <summary>
    /// Returns where private data may begin or a prefix of a token may stand: at a digit, '@', ':', '=', '>'; at a dash that does
    /// not stand before a space, nor behind a digit unless another dash stands three places further, as in a hardware address; at a dot that does
    /// not stand before a space, with another dot five places further, as in the other form of one; at '_', 'I' and 'J' behind a letter.
    /// </summary>
    public static ulong Triggers(ReadOnlySpan<char> text, int start)
    {
        Span<char> padded = stackalloc char[Length];
        ReadOnlySpan<char> block = Whole(text[start..], padded);
        char before = start > 0 ? text[start - 1] : '\0';
        return Vector512.IsHardwareAccelerated ? Triggers<WideCharacterBytes>(block, before) : Triggers<NarrowCharacterBytes>(block, before);
    }

    /// <summary>Goes on to the first whole block in which triggers are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The start of a block behind the first, moved to that of the block found, or to the one that is not whole.</param>
    /// <returns>The triggers, or 0 when no whole block has any.</returns>
    public static ulong NextTriggers(ReadOnlySpan<char> text, ref int start) =>
        Vector512.IsHardwareAccelerated ? NextTriggers<WideCharacterBytes>(text, ref start) : NextTriggers<NarrowCharacterBytes>(text, ref start);

    /// <summary>Reads the places of each <see cref="CharacterKind"/>.</summary>
    public static void Read(ReadOnlySpan<char> text, int start, Span<ulong> kinds)
    {
        Span<char> padded = stackalloc char[Length];
        ReadOnlySpan<char> block = Whole(text[start..], padded);
        if (Vector512.IsHardwareAccelerated)
        {
            Read<WideCharacterBytes>(block, kinds[..Kinds]);
        }
        else
        {
            Read<NarrowCharacterBytes>(block, kinds[..Kinds]);
        }
    }

    private static ulong NextTriggers<TBytes>(ReadOnlySpan<char> text, ref int start)
        where TBytes : struct, ICharacterBytes<TBytes>
    {
        for (; start <= text.Length - Length; start += Length)
        {
            ulong triggers = Triggers<TBytes>(text.Slice(start, Length), text[start - 1]);
            if (triggers != 0)
            {
                return triggers;
            }
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Triggers<TBytes>(ReadOnlySpan<char> block, char before)
        where TBytes : struct, ICharacterBytes<TBytes>
    {
        TBytes bytes = Load<TBytes>(block);
        ulong digits = bytes.InRange('0', ':');
        ulong dashes = bytes.InRange('-', '-');
        ulong dots = bytes.InRange('.', '.');
        ulong beforeSpace = bytes.InRange(' ', ' ') >> 1;
        ulong behindDigit = (digits << 1) | (before is >= '0' and <= ':' ? 1UL : 0);
        ulong behindLetter = (bytes.Folded.InRange('a', 'z') << 1) | (char.IsAsciiLetter(before) ? 1UL : 0);
        return digits
            | bytes.InRange('=', '>')
            | bytes.InRange('@', '@')
            | (dashes & ~beforeSpace & (~behindDigit | (dashes >> 3) | LastThree))
            | (dots & ~beforeSpace & ((dots >> 5) | LastFive))
            | ((bytes.InRange('_', '_') | bytes.InRange('I', 'J')) & behindLetter);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read<TBytes>(ReadOnlySpan<char> block, Span<ulong> kinds)
        where TBytes : struct, ICharacterBytes<TBytes>
    {
        TBytes bytes = Load<TBytes>(block);
        ulong digits = bytes.InRange('0', '9');
        ulong dashes = bytes.InRange('-', '-');
        ulong dots = bytes.InRange('.', '.');
        ulong colons = bytes.InRange(':', ':');
        ulong letters = bytes.Folded.InRange('a', 'z') | bytes.InRange('_', '_');
        kinds[(int)CharacterKind.Colon] = colons;
        kinds[(int)CharacterKind.Dot] = dots;
        kinds[(int)CharacterKind.Number] = digits | bytes.InRange('-', '/') | bytes.InRange('(', '+') | bytes.InRange(' ', ' ');
        kinds[(int)CharacterKind.Address] = digits | bytes.Folded.InRange('a', 'f') | dashes | dots | colons;
        kinds[(int)CharacterKind.Token] = digits | letters | dashes | dots;
        kinds[(int)CharacterKind.Letter] = letters;
        kinds[(int)CharacterKind.Digit] = digits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBytes Load<TBytes>(ReadOnlySpan<char> block)
        where TBytes : struct, ICharacterBytes<TBytes> =>
        TBytes.Load(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(block[..Length])));

    /// <summary>The first 64 characters, filled up where there are fewer.</summary>
    private static ReadOnlySpan<char> Whole(ReadOnlySpan<char> rest, Span<char> padded)
    {
        if (rest.Length >= Length)
        {
            return rest[..Length];
        }

        padded.Clear();
        rest.CopyTo(padded);
        return padded;
    }
}
