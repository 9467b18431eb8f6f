namespace HybridInference;

/// <summary>Matches addresses of Bitcoin and its relatives and of Ethereum, each by its checksum.</summary>
internal static class CryptoAddressMatcher
{
    private const double CheckedScore = 1;
    private const double UncheckedScore = 0.6;
    private const int MinLength = 26;
    private const int MaxLength = 90;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        ReadOnlySpan<char> value = token.Value.TrimEnd('.');
        double score = value.Length is < MinLength or > MaxLength ? 0 : Score(value);
        match = token.Match(PiiCategories.Crypto, value.Length, score);
        return score > 0;
    }

    private static double Score(ReadOnlySpan<char> value)
    {
        if (value.StartsWith("0x", StringComparison.Ordinal))
        {
            return EthereumScore(value[2..]);
        }

        return Base58Address.IsValid(value) || Bech32Address.IsValid(value) ? CheckedScore : 0;
    }

    private static double EthereumScore(ReadOnlySpan<char> digits)
    {
        if (digits.Length != EthereumAddress.Length || digits.ContainsAnyExcept(CharacterSets.Hexadecimal))
        {
            return 0;
        }

        var randomness = new Randomness(digits);
        bool isMixed = randomness is { Lowers: > 0, Uppers: > 0 };
        double uncheckedScore = randomness.Letters > 3 ? UncheckedScore : 0;
        return !isMixed ? uncheckedScore : EthereumAddress.HasValidCase(digits) ? CheckedScore : 0;
    }
}
