namespace HybridInference;

/// <summary>The dihedral check of J. Verhoeff, "Error Detecting Decimal Codes" (1969): finds every wrong digit and every swap of neighbours.</summary>
internal static class Verhoeff
{
    /// <summary>Tells whether digits with their check digit last are valid.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits)
    {
        int check = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            check = Multiply(check, Permute(digits[^(i + 1)] - '0', i % 8));
        }

        return check == 0;
    }

    /// <summary>The product in the dihedral group of order ten: 0 to 4 are rotations, 5 to 9 reflections.</summary>
    private static int Multiply(int left, int right) => (left < 5, right < 5) switch
    {
        (true, true) => (left + right) % 5,
        (true, false) => 5 + ((left + right) % 5),
        (false, true) => 5 + ((left - right + 5) % 5),
        (false, false) => (left - right + 5) % 5,
    };

    /// <summary>Applies the permutation (1 5 8 9 4 2 7 0)(3 6) as often as the position says.</summary>
    private static int Permute(int digit, int times)
    {
        ReadOnlySpan<byte> next = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        for (int i = 0; i < times; i++)
        {
            digit = next[digit];
        }

        return digit;
    }
}
