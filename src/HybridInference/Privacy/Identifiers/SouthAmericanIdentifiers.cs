namespace HybridInference;

/// <summary>Identifiers of Argentina, Brazil and Chile.</summary>
internal static class SouthAmericanIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("BR_CPF", IdentifierCategories.NationalId, 11, 11, IsCpf)
        {
            Odds = 100,
            Forms = ["3.3.3-2"],
            Cues = ["cpf", "cadastro de pessoas físicas", "contribuinte", "taxpayer"],
        },
        new("BR_CNPJ", IdentifierCategories.OrgId, 14, 14, IsCnpj)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Odds = 100,
            Forms = ["2.3.3/4-2"],
            Cues = ["cnpj", "cadastro nacional", "empresa"],
        },
        new("AR_CUIT", IdentifierCategories.TaxId, 11, 11, IsCuit)
        {
            Odds = 110,
            Forms = ["2-8-1"],
            Cues = ["cuit", "cuil", "clave única", "clave unica", "afip"],
        },
        new("CL_RUT", IdentifierCategories.NationalId, 8, 9, IsRut)
        {
            HasLetters = true,
            Odds = 11,
            Forms = ["2.3.3-1", "1.3.3-1", "8-1", "7-1"],
            Cues = ["rut", "run", "rol único", "rol unico", "cédula de identidad"],
        },
        new("BR_PIS", IdentifierCategories.NationalId, 11, 11, IsPis)
        {
            Odds = 11,
            Forms = ["3.5.2-1"],
            Cues = ["pis", "pasep", "nit", "nis"],
        },
        new("BR_CNS", IdentifierCategories.MedicalId, 15, 15, IsHealthCard)
        {
            Odds = 22,
            Forms = ["3_4_4_4"],
            Cues = ["cartão nacional de saúde", "cartao sus", "cartão sus", "cns"],
        },
    ];

    /// <summary>CPF: weights 10 to 2 and 11 to 2, complement to eleven, ten written as 0 (Receita Federal).</summary>
    public static bool IsCpf(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11)
        && !Compact.IsUniform(compact)
        && CheckDigits.Complement11(CheckDigits.WeightedSum(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2])) % 10 == compact[9] - '0'
        && CheckDigits.Complement11(CheckDigits.WeightedSum(compact, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) % 10 == compact[10] - '0';

    /// <summary>CNPJ: as CPF with weights 2 to 9 from the right; since 2026 letters count as their ASCII code less 48 (IN RFB 2.229/2024).</summary>
    public static bool IsCnpj(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "xxxxxxxxxxxxdd") || Compact.IsUniform(compact))
        {
            return false;
        }

        return CnpjDigit(compact[..12]) == compact[12] - '0' && CnpjDigit(compact[..13]) == compact[13] - '0';
    }

    /// <summary>CUIT and CUIL: weights 5, 4, 3, 2, 7 to 2, modulo 11 (AFIP).</summary>
    public static bool IsCuit(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11)
        && compact[..2] is ("20" or "23" or "24" or "27" or "30" or "33" or "34" or "50" or "51" or "55")
        && CheckDigits.WeightedSum(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;

    /// <summary>RUT: weights 2 to 7 from the right, complement to eleven, ten written as K (Servicio de Impuestos Internos).</summary>
    public static bool IsRut(ReadOnlySpan<char> compact)
    {
        if (compact.Length is not (8 or 9) || !Compact.IsDigits(compact[..^1], compact.Length - 1) || compact[0] == '0')
        {
            return false;
        }

        ReadOnlySpan<byte> weights = [3, 2, 7, 6, 5, 4, 3, 2];
        int check = CheckDigits.Complement11(CheckDigits.WeightedSum(compact, weights[^(compact.Length - 1)..]));
        return Compact.Upper(compact[^1]) == "0123456789K"[check];
    }

    /// <summary>PIS, PASEP and NIT: weights 3, 2, 9 to 2, complement to eleven, ten written as 0 (Caixa Econômica Federal).</summary>
    public static bool IsPis(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11)
        && !Compact.IsUniform(compact)
        && CheckDigits.Complement11(CheckDigits.WeightedSum(compact, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) % 10 == compact[10] - '0';

    /// <summary>Health card: a first digit of 1, 2, 7, 8 or 9, weights 15 to 1 modulo 11 (DATASUS).</summary>
    public static bool IsHealthCard(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 15)
        && compact[0] is '1' or '2' or '7' or '8' or '9'
        && !Compact.IsUniform(compact)
        && CheckDigits.WeightedSum(compact, [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;

    private static int CnpjDigit(ReadOnlySpan<char> characters)
    {
        int sum = 0;
        for (int i = 0; i < characters.Length; i++)
        {
            sum += (Compact.Upper(characters[^(i + 1)]) - '0') * (2 + (i % 8));
        }

        return CheckDigits.Complement11(sum) % 10;
    }
}
