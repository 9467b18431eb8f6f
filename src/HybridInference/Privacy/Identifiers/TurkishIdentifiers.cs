namespace HybridInference;

/// <summary>Identifiers of Türkiye.</summary>
internal static class TurkishIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("TR_NATIONAL_ID", IdentifierCategories.NationalId, 11, 11, IsIdentityNumber)
        {
            Odds = 110,
            Forms = ["3_3_3_2"],
            Cues = ["tc kimlik", "t.c. kimlik", "tckn", "kimlik no", "kimlik numarası", "kimlik", "kişi", "vatandaş", "tc no", "national id"],
        },
        new("TR_VKN", IdentifierCategories.TaxId, 10, 10, IsTaxNumber)
        {
            Forms = ["3_3_4"],
            Cues = ["vkn", "vergi kimlik", "vergi no", "vergi numarası", "tax number"],
        },
    ];

    /// <summary>Identity number: seven times the odd places less the even ones, then the sum of all, modulo 10 (NVİ).</summary>
    public static bool IsIdentityNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 11) || compact[0] == '0')
        {
            return false;
        }

        int odd = CheckDigits.WeightedSum(compact, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
        int even = CheckDigits.WeightedSum(compact, [0, 1, 0, 1, 0, 1, 0, 1]);
        int tenth = compact[9] - '0';
        return ((7 * odd) + (9 * even)) % 10 == tenth && (odd + even + tenth) % 10 == compact[10] - '0';
    }

    /// <summary>Tax number: each digit plus its distance, times a power of two, modulo 9 (Gelir İdaresi Başkanlığı).</summary>
    public static bool IsTaxNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 10) || Compact.IsUniform(compact))
        {
            return false;
        }

        int sum = 0;
        for (int i = 0; i < 9; i++)
        {
            int shifted = (compact[i] - '0' + 9 - i) % 10;
            int product = (shifted << (9 - i)) % 9;
            sum += shifted != 0 && product == 0 ? 9 : product;
        }

        return CheckDigits.Complement10(sum) == compact[9] - '0';
    }
}
