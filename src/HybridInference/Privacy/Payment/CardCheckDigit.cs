namespace HybridInference;

/// <summary>The check digit of a payment card.</summary>
/// <remarks>ISO/IEC 7812-1, annex B (Luhn's formula).</remarks>
internal static class CardCheckDigit
{
    public static bool IsValid(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }
}
