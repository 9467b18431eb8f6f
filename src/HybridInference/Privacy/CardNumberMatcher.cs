namespace HybridInference;

/// <summary>Matches a payment card number from its first digit: 13 to 19 digits, single spaces or dashes between, valid by Luhn.</summary>
/// <remarks>Lengths and check digit: ISO/IEC 7812-1.</remarks>
internal static class CardNumberMatcher
{
    private const double Score = 0.85;
    private const int MinDigits = 13;
    private const int MaxDigits = 19;

    public static bool TryMatch(ReadOnlySpan<char> text, int start, out PiiMatch match)
    {
        match = default;
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[MaxDigits + 1];
        int count = ReadDigits(text, start, digits, out int end);
        match = new PiiMatch(PiiCategories.CreditCard, start, end - start, Score);
        return count is >= MinDigits and <= MaxDigits && digits[0] is >= 2 and <= 6 && IsLuhnValid(digits[..count]);
    }

    /// <summary>Reads digits with single separators, one digit past the longest number to see that it is too long.</summary>
    private static int ReadDigits(ReadOnlySpan<char> text, int start, Span<byte> digits, out int end)
    {
        int count = 0;
        end = start;
        for (int i = start; i < text.Length && count < digits.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[count++] = (byte)(text[i] - '0');
                end = i + 1;
            }
            else if (!IsSeparator(text[i]) || i != end)
            {
                break;
            }
        }

        return count;
    }

    private static bool IsSeparator(char character) => character is ' ' or '-' or '\u00A0';

    private static bool IsLuhnValid(ReadOnlySpan<byte> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)];
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }
}
