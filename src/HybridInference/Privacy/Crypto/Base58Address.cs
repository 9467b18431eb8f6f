using System.Security.Cryptography;

namespace HybridInference;

/// <summary>Addresses in Base58Check: a version byte, a hash of 20 bytes and four bytes of a double SHA-256.</summary>
/// <remarks>Bitcoin developer reference, "Base58Check encoding"; version bytes: the chain parameters of Bitcoin, Litecoin, Dogecoin, Dash and Tron.</remarks>
internal static class Base58Address
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int PayloadLength = 21;
    private const int Length = 25;

    public static bool IsValid(ReadOnlySpan<char> value)
    {
        if (value.Length is < 26 or > 35)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Length];
        bytes.Clear();
        return TryDecode(value, bytes) && IsVersion(bytes[0]) && HasChecksum(bytes);
    }

    private static bool TryDecode(ReadOnlySpan<char> value, Span<byte> bytes)
    {
        foreach (char character in value)
        {
            int carry = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (carry < 0)
            {
                return false;
            }

            for (int i = bytes.Length - 1; i >= 0; i--)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsVersion(byte version) => version is 0x00 or 0x05 or 0x6F or 0xC4 or 0x30 or 0x32 or 0x1E or 0x16 or 0x4C or 0x10 or 0x41;

    private static bool HasChecksum(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..PayloadLength], hash);
        Span<byte> twice = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(hash, twice);
        return twice[..(Length - PayloadLength)].SequenceEqual(bytes[PayloadLength..]);
    }
}
