namespace HybridInference.Tests;

/// <summary>Private-looking values, built at run time so that no source file holds one.</summary>
internal static class PrivateText
{
    public static string Email() => string.Join('@', "maria.example", "mail.test.org");

    /// <summary>Sixteen digits with a valid Luhn check digit.</summary>
    public static string CardNumber(char? separator = null)
    {
        string digits = "4" + string.Concat(Enumerable.Repeat("01", 7));
        digits += CheckDigit(digits);
        return separator is null ? digits : string.Join(separator.Value, digits.Chunk(4).Select(group => new string(group)));
    }

    public static string Key(string prefix, int length) => prefix + string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));

    private static int CheckDigit(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int doubled = digit * 2;
            sum += i % 2 == 1 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return (10 - (sum % 10)) % 10;
    }
}
