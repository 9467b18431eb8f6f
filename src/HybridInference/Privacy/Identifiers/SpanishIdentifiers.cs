namespace HybridInference;

/// <summary>Identifiers of Spain.</summary>
internal static class SpanishIdentifiers
{
    private const string Letters = "TRWAGMYFPDXBNJZSQVHLCKE";

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("ES_NIF", IdentifierCategories.NationalId, 8, 9, IsDni)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            IsStrong = true,
            Cues = ["dni", "nif", "documento nacional", "identidad", "identity"],
        },
        new("ES_NIE", IdentifierCategories.NationalId, 9, 9, IsNie)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["nie", "extranjero", "identidad de extranjero", "tarjeta de residencia", "foreigner"],
        },
        new("ES_CIF", IdentifierCategories.OrgId, 9, 9, IsCif)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            Cues = ["cif", "nif", "empresa", "sociedad", "razón social"],
        },
        new("ES_NUSS", IdentifierCategories.NationalId, 12, 12, IsSocialSecurityNumber)
        {
            Odds = 97,
            Forms = ["2_8_2"],
            Cues = ["seguridad social", "nuss", "nss", "afiliación", "social security"],
        },
    ];

    /// <summary>DNI: the number modulo 23 selects the letter; seven digits stand for a leading zero (Ministerio del Interior). K, L, M replace a digit.</summary>
    public static bool IsDni(ReadOnlySpan<char> compact)
    {
        bool hasShape = Compact.HasShape(compact, "dddddddda") || Compact.HasShape(compact, "ddddddda");
        bool isSpecial = Compact.HasShape(compact, "addddddda") && Compact.IsOneOf(compact[0], "KLM");
        return (hasShape && HasLetter(compact, Compact.Number(compact[..^1])))
            || (isSpecial && HasLetter(compact, Compact.Number(compact[1..^1])));
    }

    /// <summary>NIE: X, Y, Z count as 0, 1, 2 before the seven digits (Ministerio del Interior).</summary>
    public static bool IsNie(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "addddddda")
        && Compact.IsOneOf(compact[0], "XYZ")
        && HasLetter(compact, ((Compact.Upper(compact[0]) - 'X') * 10_000_000) + Compact.Number(compact[1..8]));

    /// <summary>CIF: Luhn over the digits; the check is a digit, a letter, or either, by the kind of entity (Orden EHA/451/2008).</summary>
    public static bool IsCif(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "adddddddx") || !Compact.IsOneOf(compact[0], "ABCDEFGHJNPQRSUVW"))
        {
            return false;
        }

        int check = CheckDigits.Complement10(CheckDigits.WeightedDigitSum(compact[1..], [2, 1, 2, 1, 2, 1, 2]));
        bool isDigit = compact[8] - '0' == check && !Compact.IsOneOf(compact[0], "PQSW");
        bool isLetter = Compact.Upper(compact[8]) == "JABCDEFGHI"[check] && !Compact.IsOneOf(compact[0], "ABEH");
        return isDigit || isLetter;
    }

    /// <summary>Social security number: the province and the number modulo 97, a number of seven digits or fewer without its zeros (TGSS).</summary>
    public static bool IsSocialSecurityNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 12) || Compact.IsUniform(compact) || Compact.Number(compact[..2]) is 0 or > 66)
        {
            return false;
        }

        ReadOnlySpan<char> province = compact[..2];
        bool isShort = compact[2] == '0';
        int remainder = isShort
            ? ((Compact.Number(province) * 10_000_000) + Compact.Number(compact[3..10])) % 97
            : CheckDigits.Remainder(compact[..10], 97);
        return remainder == Compact.Number(compact[10..]);
    }

    private static bool HasLetter(ReadOnlySpan<char> compact, int number) => Compact.Upper(compact[^1]) == Letters[number % 23];
}
