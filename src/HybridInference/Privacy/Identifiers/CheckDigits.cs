namespace HybridInference;

/// <summary>The check-digit algorithms that many schemes share. Each expects the characters it names and nothing else.</summary>
internal static class CheckDigits
{
    /// <summary>Luhn's formula, the check digit last (ISO/IEC 7812-1, annex B).</summary>
    public static bool IsLuhn(ReadOnlySpan<char> digits) => LuhnSum(digits) % 10 == 0;

    /// <summary>The sum of Luhn's formula: from the last digit on, every second digit doubled and its digits added.</summary>
    public static int LuhnSum(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : DigitSum(digit * 2);
        }

        return sum;
    }

    /// <summary>Luhn's formula over the 36 digits and letters (Luhn mod N with N = 36).</summary>
    public static bool IsLuhn36(ReadOnlySpan<char> compact)
    {
        int sum = 0;
        for (int i = 0; i < compact.Length; i++)
        {
            int value = Compact.Value(compact[^(i + 1)]) * (1 + (i % 2));
            sum += (value / 36) + (value % 36);
        }

        return sum % 36 == 0;
    }

    /// <summary>The remainder of a long number, letters written as 10 to 35; of its rest, when the remainder of what comes before is given.</summary>
    public static int Remainder(ReadOnlySpan<char> compact, int modulus, int remainder = 0)
    {
        foreach (char character in compact)
        {
            int value = Compact.Value(character);
            remainder = ((remainder * (value < 10 ? 10 : 100)) + value) % modulus;
        }

        return remainder;
    }

    /// <summary>ISO 7064, MOD 97-10: the number with its two check digits last leaves 1.</summary>
    public static bool IsMod97(ReadOnlySpan<char> compact) => Remainder(compact, 97) == 1;

    /// <summary>ISO 7064, MOD 11,10, the check digit last.</summary>
    public static bool IsMod11And10(ReadOnlySpan<char> digits) => HybridRemainder(digits, 10) == 1;

    /// <summary>ISO 7064, MOD 37,36, the check character last.</summary>
    public static bool IsMod37And36(ReadOnlySpan<char> compact) => HybridRemainder(compact, 36) == 1;

    /// <summary>ISO 7064, MOD 11-2: powers of two as weights; the check character, last, may be X for ten.</summary>
    public static bool IsMod11Minus2(ReadOnlySpan<char> digits)
    {
        int remainder = 0;
        foreach (char digit in digits)
        {
            int value = Compact.Upper(digit) == 'X' ? 10 : digit - '0';
            remainder = ((remainder * 2) + value) % 11;
        }

        return remainder == 1;
    }

    /// <summary>The sum of digits (letters as 10 to 35) times their weights; characters after the last weight do not count.</summary>
    public static int WeightedSum(ReadOnlySpan<char> compact, ReadOnlySpan<byte> weights)
    {
        int sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += Compact.Value(compact[i]) * weights[i];
        }

        return sum;
    }

    /// <summary>The sum of the digits of every product of a digit and its weight.</summary>
    public static int WeightedDigitSum(ReadOnlySpan<char> digits, ReadOnlySpan<byte> weights)
    {
        int sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += DigitSum((digits[i] - '0') * weights[i]);
        }

        return sum;
    }

    /// <summary>The EAN-13 check (GS1 General Specifications, 7.9.1): weights 1 and 3 in turn.</summary>
    public static bool IsEan13(ReadOnlySpan<char> digits) => WeightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0;

    /// <summary>The digit that completes a sum to a multiple of eleven; 10 where no digit does.</summary>
    public static int Complement11(int sum) => (11 - (sum % 11)) % 11;

    /// <summary>The digit that completes a sum to a multiple of ten.</summary>
    public static int Complement10(int sum) => (10 - (sum % 10)) % 10;

    /// <summary>The sum of the digits of a number below 1000.</summary>
    public static int DigitSum(int number) => (number / 100) + (number / 10 % 10) + (number % 10);

    /// <summary>The hybrid systems of ISO 7064: add, reduce by M (a remainder of 0 counts as M), double, reduce by M + 1.</summary>
    private static int HybridRemainder(ReadOnlySpan<char> compact, int modulus)
    {
        int product = modulus;
        for (int i = 0; i < compact.Length - 1; i++)
        {
            int sum = (product + Compact.Value(compact[i])) % modulus;
            product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
        }

        return (product + Compact.Value(compact[^1])) % modulus;
    }
}
