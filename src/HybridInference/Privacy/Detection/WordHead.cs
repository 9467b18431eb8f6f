using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Eight characters in 64 bits, the same for both cases of a letter of Latin; those above 255 share their code.</summary>
internal static class WordHead
{
    /// <summary>The number of characters.</summary>
    public const int Length = sizeof(ulong);

    private const ulong BothCases = 0x2020_2020_2020_2020;

    /// <summary>The code of the characters at a place; what a text lacks is a space.</summary>
    public static ulong At(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> rest = text[start..];
        return rest.Length >= Length ? Fold(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(rest))) : AtEnd(rest);
    }

    private static ulong AtEnd(ReadOnlySpan<char> rest)
    {
        Span<char> padded = stackalloc char[Length];
        padded.Clear();
        rest.CopyTo(padded);
        return At(padded, 0);
    }

    private static ulong Fold(ref ushort first)
    {
        Vector128<ushort> characters = Vector128.LoadUnsafe(ref first);
        return Vector128.NarrowWithSaturation(characters, characters).AsUInt64().ToScalar() | BothCases;
    }
}
