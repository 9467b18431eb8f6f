namespace HybridInference;

/// <summary>The numbers that are identifiers of the shortest kinds by their check digit.</summary>
internal static class ShortNumbers
{
    private const int WordLength = 64;

    private static readonly ulong[] Bits = Fill();

    /// <summary>Whether <see cref="IdentifierSchemes.MinLength"/> digits are such a number.</summary>
    public static bool Contains(ReadOnlySpan<char> digits)
    {
        int number = Compact.Number(digits);
        return (Bits[number / WordLength] >> number & 1) != 0;
    }

    private static ulong[] Fill()
    {
        int count = (int)Math.Pow(10, IdentifierSchemes.MinLength);
        ulong[] bits = new ulong[(count + WordLength - 1) / WordLength];
        Span<char> digits = stackalloc char[IdentifierSchemes.MinLength];
        string format = "D" + digits.Length;
        for (int number = 0; number < count; number++)
        {
            number.TryFormat(digits, out _, format, System.Globalization.CultureInfo.InvariantCulture);
            bits[number / WordLength] |= IdentifierSchemes.IsShortNumber(digits) ? 1UL << number : 0;
        }

        return bits;
    }
}
