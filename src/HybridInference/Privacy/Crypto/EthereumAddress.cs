using System.Text;

namespace HybridInference;

/// <summary>The checksum of an Ethereum address: the case of its letters.</summary>
/// <remarks>EIP-55.</remarks>
internal static class EthereumAddress
{
    /// <summary>The number of hexadecimal digits.</summary>
    public const int Length = 40;

    public static bool HasValidCase(ReadOnlySpan<char> digits)
    {
        Span<char> lower = stackalloc char[Length];
        digits.ToLowerInvariant(lower);
        Span<byte> bytes = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(lower, bytes);
        Span<byte> hash = stackalloc byte[Keccak256.HashSize];
        Keccak256.Hash(bytes, hash);
        for (int i = 0; i < Length; i++)
        {
            int nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15;
            if (char.IsAsciiLetter(digits[i]) && char.IsAsciiLetterUpper(digits[i]) != nibble >= 8)
            {
                return false;
            }
        }

        return true;
    }
}
