namespace HybridInference;

/// <summary>The first digits of payment cards with the lengths that their issuers use.</summary>
/// <remarks>ISO/IEC 7812 issuer ranges as published by the networks (Visa, Mastercard, American Express, Discover, JCB, Diners Club, UnionPay, Maestro, Mir, UATP).</remarks>
internal static class CardIssuers
{
    private static readonly CardRange[] Ranges =
    [
        new(4000, 4999, 13, 13), new(4000, 4999, 16, 16), new(4000, 4999, 19, 19), // Visa
        new(5100, 5599, 16, 16), new(2221, 2720, 16, 16), // Mastercard
        new(3400, 3499, 15, 15), new(3700, 3799, 15, 15), // American Express
        new(6011, 6011, 16, 19), new(6440, 6599, 16, 19), new(6220, 6229, 16, 19), // Discover
        new(3528, 3589, 16, 19), new(2131, 2131, 15, 15), new(1800, 1800, 15, 15), // JCB
        new(3000, 3059, 14, 19), new(3095, 3095, 14, 19), new(3600, 3699, 14, 19), new(3800, 3999, 14, 19), // Diners Club
        new(6200, 6299, 16, 19), new(8100, 8199, 16, 19), // UnionPay
        new(5000, 5099, 12, 19), new(5600, 5899, 12, 19), new(6304, 6304, 12, 19), new(6390, 6390, 12, 19), new(6700, 6799, 12, 19), // Maestro
        new(2200, 2204, 16, 19), // Mir
        new(1000, 1999, 15, 15), // UATP, cards of airlines
    ];

    public static bool IsKnown(ReadOnlySpan<char> digits)
    {
        int first = ((digits[0] - '0') * 1000) + ((digits[1] - '0') * 100) + ((digits[2] - '0') * 10) + (digits[3] - '0');
        foreach (CardRange range in Ranges)
        {
            if (first >= range.First && first <= range.Last && digits.Length >= range.MinLength && digits.Length <= range.MaxLength)
            {
                return true;
            }
        }

        return false;
    }
}
