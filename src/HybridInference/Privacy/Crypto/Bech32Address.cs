namespace HybridInference;

/// <summary>Addresses in Bech32 and Bech32m.</summary>
/// <remarks>BIP 173 and BIP 350.</remarks>
internal static class Bech32Address
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const uint Bech32Constant = 1;
    private const uint Bech32mConstant = 0x2BC830A3;
    private const int MaxLength = 90;

    private static readonly uint[] Generators = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3];

    public static bool IsValid(ReadOnlySpan<char> value)
    {
        Span<char> lower = stackalloc char[MaxLength];
        int length = value.Length > MaxLength ? -1 : value.ToLowerInvariant(lower);
        if (length < 0)
        {
            return false;
        }

        ReadOnlySpan<char> address = lower[..length];
        int separator = address.LastIndexOf('1');
        return separator > 0 && address.Length - separator > 6 && address[..separator] is "bc" or "tb" or "ltc"
            && Checksum(address[..separator], address[(separator + 1)..]) is Bech32Constant or Bech32mConstant;
    }

    private static uint Checksum(ReadOnlySpan<char> prefix, ReadOnlySpan<char> data)
    {
        uint checksum = 1;
        foreach (char character in prefix)
        {
            checksum = Step(checksum, character >> 5);
        }

        checksum = Step(checksum, 0);
        foreach (char character in prefix)
        {
            checksum = Step(checksum, character & 31);
        }

        foreach (char character in data)
        {
            int value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return 0;
            }

            checksum = Step(checksum, value);
        }

        return checksum;
    }

    private static uint Step(uint checksum, int value)
    {
        uint top = checksum >> 25;
        checksum = ((checksum & 0x1FFFFFF) << 5) ^ (uint)value;
        for (int i = 0; i < Generators.Length; i++)
        {
            checksum ^= ((top >> i) & 1) == 0 ? 0 : Generators[i];
        }

        return checksum;
    }
}
