using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Four vectors of 16 bytes.</summary>
internal readonly struct NarrowCharacterBytes(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth) : ICharacterBytes<NarrowCharacterBytes>
{
    public NarrowCharacterBytes Folded => new(Fold(first), Fold(second), Fold(third), Fold(fourth));

    public static NarrowCharacterBytes Load(ref ushort first) => new(LoadAt(ref first, 0), LoadAt(ref first, 16), LoadAt(ref first, 32), LoadAt(ref first, 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(char from, char to) =>
        InRange(first, from, to) | ((ulong)InRange(second, from, to) << 16) | ((ulong)InRange(third, from, to) << 32) | ((ulong)InRange(fourth, from, to) << 48);

    private static Vector128<byte> LoadAt(ref ushort first, nuint offset) =>
        Vector128.NarrowWithSaturation(Vector128.LoadUnsafe(ref first, offset), Vector128.LoadUnsafe(ref first, offset + 8));

    private static Vector128<byte> Fold(Vector128<byte> bytes) => bytes | Vector128.Create((byte)0x20);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint InRange(Vector128<byte> bytes, char from, char to) =>
        Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)from), Vector128.Create((byte)(to - from))).ExtractMostSignificantBits();
}
