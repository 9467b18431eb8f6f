namespace HybridInference;

/// <summary>Identifiers of Portugal.</summary>
internal static class PortugueseIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("PT_NIF", IdentifierCategories.TaxId, 9, 11, IsNif)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Odds = 13,
            Forms = ["3_3_3"],
            Cues = ["nif", "nipc", "contribuinte", "número de identificação fiscal", "número fiscal", "iva", "tax"],
        },
        new("PT_CC", IdentifierCategories.NationalId, 12, 12, IsCitizenCard)
        {
            HasLetters = true,
            Cues = ["cartão de cidadão", "cartao de cidadao", "cartão cidadão", "citizen card"],
        },
        new("PT_NISS", IdentifierCategories.NationalId, 11, 11, IsSocialSecurityNumber)
        {
            Odds = 50,
            Cues = ["niss", "segurança social", "seguranca social", "social security"],
        },
    ];

    /// <summary>NIF: weights 9 to 2, complement to eleven, ten written as 0 (Decreto-Lei 14/2013).</summary>
    public static bool IsNif(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = Compact.HasShape(compact, "PTddddddddd") ? compact[2..] : compact;
        return Compact.IsDigits(digits, 9)
            && digits[0] is not ('0' or '4')
            && CheckDigits.Complement11(CheckDigits.WeightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2])) % 10 == digits[8] - '0';
    }

    /// <summary>Citizen card: Luhn's sum in which letters count as 10 to 35 (AMA, "Validação de número de documento do Cartão de Cidadão").</summary>
    public static bool IsCitizenCard(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "dddddddddxxd") || Compact.IsUniform(compact))
        {
            return false;
        }

        int sum = 0;
        for (int i = 0; i < compact.Length; i++)
        {
            int value = Compact.Value(compact[i]) * (2 - (i % 2));
            sum += i % 2 == 0 && value > 9 ? value - 9 : value;
        }

        return sum % 10 == 0;
    }

    /// <summary>Social security number: weights 29, 23, 19, 17, 13, 11, 7, 5, 3, 2, nine less the last digit of the sum (Segurança Social).</summary>
    public static bool IsSocialSecurityNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11)
        && compact[0] is '1' or '2'
        && !Compact.IsUniform(compact)
        && 9 - (CheckDigits.WeightedSum(compact, [29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10) == compact[10] - '0';
}
