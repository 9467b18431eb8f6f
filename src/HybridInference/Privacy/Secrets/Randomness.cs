namespace HybridInference;

/// <summary>How much a value looks like one that a machine drew at random.</summary>
internal readonly ref struct Randomness
{
    private readonly ReadOnlySpan<char> _value;

    public Randomness(ReadOnlySpan<char> value)
    {
        _value = value;
        foreach (char character in value)
        {
            Digits += char.IsAsciiDigit(character) ? 1 : 0;
            Uppers += char.IsAsciiLetterUpper(character) ? 1 : 0;
            Lowers += char.IsAsciiLetterLower(character) ? 1 : 0;
        }
    }

    public int Digits { get; }

    public int Uppers { get; }

    public int Lowers { get; }

    public int Letters => Uppers + Lowers;

    public int Symbols => _value.Length - Digits - Letters;

    public bool IsHexadecimal => !_value.ContainsAnyExcept(CharacterSets.HexadecimalGroups);

    /// <summary>Shannon's entropy of the characters, in bits each.</summary>
    public double Entropy
    {
        get
        {
            Span<ushort> counts = stackalloc ushort[128];
            counts.Clear();
            foreach (char character in _value)
            {
                counts[character & 127]++;
            }

            double entropy = 0;
            foreach (ushort count in counts)
            {
                double share = (double)count / _value.Length;
                entropy -= count == 0 ? 0 : share * Math.Log2(share);
            }

            return entropy;
        }
    }

    /// <summary>Whether letters and digits are mixed as in a key, or the value is long enough for a hexadecimal one.</summary>
    public bool LooksLikeKey(int minLength, double minEntropy) =>
        _value.Length >= minLength && Digits > 0 && Letters > 0 && Entropy >= minEntropy;
}
