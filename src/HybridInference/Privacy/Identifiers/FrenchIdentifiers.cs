namespace HybridInference;

/// <summary>Identifiers of France.</summary>
internal static class FrenchIdentifiers
{
    private const string PostOffice = "356000000";

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("FR_NIR", IdentifierCategories.NationalId, 15, 15, IsNir)
        {
            HasLetters = true,
            IsStrong = true,
            Cues = ["nir", "insee", "sécurité sociale", "securite sociale", "numéro de sécu", "carte vitale", "social security"],
        },
        new("FR_SPI", IdentifierCategories.TaxId, 13, 13, IsTaxNumber)
        {
            Odds = 500,
            Forms = ["2_2_3_3_3"],
            Cues = ["spi", "numéro fiscal", "numero fiscal", "nif", "impôts", "avis d'impôt", "tax number"],
        },
        new("FR_SIREN", IdentifierCategories.OrgId, 9, 9, IsSiren)
        {
            Forms = ["3_3_3"],
            Cues = ["siren", "rcs", "registre du commerce"],
        },
        new("FR_SIRET", IdentifierCategories.OrgId, 14, 14, IsSiret)
        {
            Odds = 100,
            Forms = ["3_3_3_5"],
            Cues = ["siret", "établissement", "etablissement"],
        },
        new("FR_VAT", IdentifierCategories.TaxId, 13, 13, IsVatNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["tva", "n° tva", "tva intracommunautaire", "vat"],
        },
    ];

    /// <summary>Social security number: 97 less the number modulo 97; Corsica's 2A and 2B count as 19 and 18 (INSEE, NIR).</summary>
    public static bool IsNir(ReadOnlySpan<char> compact)
    {
        if (compact.Length != 15 || compact[0] is not ('1' or '2' or '3' or '4' or '7' or '8'))
        {
            return false;
        }

        Span<char> digits = stackalloc char[15];
        compact.CopyTo(digits);
        char second = Compact.Upper(compact[6]);
        if (compact[5] == '2' && second is ('A' or 'B'))
        {
            digits[5] = '1';
            digits[6] = second == 'A' ? '9' : '8';
        }

        return Compact.IsDigits(digits, 15) && IsMonth(Compact.Number(digits[3..5])) && HasKey(digits);
    }

    /// <summary>Tax number: the first ten digits modulo 511 are the last three (DGFiP, numéro SPI).</summary>
    public static bool IsTaxNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 13) && compact[0] <= '3' && !Compact.IsUniform(compact) && CheckDigits.Remainder(compact[..10], 511) == Compact.Number(compact[10..]);

    /// <summary>Company number: Luhn (INSEE, SIREN).</summary>
    public static bool IsSiren(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9) && !Compact.IsUniform(compact) && CheckDigits.IsLuhn(compact);

    /// <summary>Establishment number: a SIREN and five digits, Luhn over all; La Poste's offices have a digit sum divisible by five (INSEE).</summary>
    public static bool IsSiret(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 14) || !IsSiren(compact[..9]))
        {
            return false;
        }

        return CheckDigits.IsLuhn(compact) || (compact.StartsWith(PostOffice) && DigitSum(compact) % 5 == 0);
    }

    /// <summary>VAT number: the key is 12 + 3 (SIREN modulo 97), modulo 97 (European Commission, VIES).</summary>
    public static bool IsVatNumber(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "FRddddddddddd")
        && IsSiren(compact[4..])
        && (12 + (3 * CheckDigits.Remainder(compact[4..], 97))) % 97 == Compact.Number(compact[2..4]);

    private static bool IsMonth(int month) => month is (>= 1 and <= 12) or (>= 20 and <= 42) or (>= 50 and <= 99);

    private static bool HasKey(ReadOnlySpan<char> digits) => 97 - CheckDigits.Remainder(digits[..13], 97) == Compact.Number(digits[13..]);

    private static int DigitSum(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        foreach (char digit in digits)
        {
            sum += digit - '0';
        }

        return sum;
    }
}
