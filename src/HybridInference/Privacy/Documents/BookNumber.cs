namespace HybridInference;

/// <summary>International standard book numbers, which look like identifiers but are public.</summary>
/// <remarks>
/// ISO 2108: ten digits by weights 10 to 1 modulo 11, thirteen digits from 978 or 979 on. Ten digits without separators count only where
/// they begin as the books of most readers do (registration groups 0 to 3, 8 and 9): identifiers are checked in the same way.
/// </remarks>
internal static class BookNumber
{
    private const int ShortLength = 10;
    private const int LongLength = 13;

    /// <summary>Tells whether letters and digits, with separators or without, are such a number; its check digit stands by itself.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(' ', '-') && text[^2] is not (' ' or '-'))
        {
            return false;
        }

        Span<char> digits = stackalloc char[LongLength];
        int count = 0;
        foreach (char character in text)
        {
            if (char.IsAsciiDigit(character) || character is 'X' or 'x')
            {
                if (count == LongLength)
                {
                    return false;
                }

                digits[count++] = character;
            }
        }

        return count == LongLength ? digits is ['9', '7', '8' or '9', ..] : count == ShortLength && IsShortValid(digits[..ShortLength], isGrouped: text.Length > ShortLength);
    }

    private static bool IsShortValid(ReadOnlySpan<char> digits, bool isGrouped)
    {
        int sum = 0;
        for (int i = 0; i < ShortLength; i++)
        {
            sum += (digits[i] is 'X' or 'x' ? 10 : digits[i] - '0') * (ShortLength - i);
        }

        return sum % 11 == 0 && (isGrouped || digits[0] is <= '3' or >= '8');
    }
}
