using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>One vector of 64 bytes.</summary>
internal readonly struct WideCharacterBytes(Vector512<byte> bytes) : ICharacterBytes<WideCharacterBytes>
{
    public WideCharacterBytes Folded => new(bytes | Vector512.Create((byte)0x20));

    public static WideCharacterBytes Load(ref ushort first) =>
        new(Vector512.NarrowWithSaturation(Vector512.LoadUnsafe(ref first), Vector512.LoadUnsafe(ref first, (nuint)Vector512<ushort>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(char first, char last) => first == last
        ? Vector512.Equals(bytes, Vector512.Create((byte)first)).ExtractMostSignificantBits()
        : Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)first), Vector512.Create((byte)(last - first))).ExtractMostSignificantBits();
}
