namespace HybridInference;

/// <summary>Identifiers of Mexico.</summary>
internal static class MexicanIdentifiers
{
    /// <summary>The letters in the order of their values for CURP; Ñ has a value, although CURP writes X for it.</summary>
    private const string CurpLetters = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private const string RfcLetters = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("MX_CURP", IdentifierCategories.NationalId, 18, 18, IsCurp)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["curp", "clave única de registro", "clave unica de registro"],
        },
        new("MX_RFC", IdentifierCategories.TaxId, 12, 13, IsRfc)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["rfc", "registro federal", "contribuyentes"],
        },
        new("MX_NSS", IdentifierCategories.NationalId, 11, 11, IsSocialSecurityNumber) { Cues = ["nss", "seguro social", "imss", "social security"] },
    ];

    /// <summary>CURP: name, date, sex, state, consonants, and weights 18 to 2, complement to ten (RENAPO, instructivo normativo).</summary>
    public static bool IsCurp(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "aaaaddddddaaaaaaxd") || !Compact.IsOneOf(compact[10], "HMX") || !BirthDate.IsYearMonthDay(compact[4..]))
        {
            return false;
        }

        int sum = 0;
        for (int i = 0; i < 17; i++)
        {
            sum += CurpLetters.IndexOf(Compact.Upper(compact[i])) * (18 - i);
        }

        return CheckDigits.Complement10(sum) == compact[17] - '0';
    }

    /// <summary>RFC: three letters for a company or four for a person, a date, two characters, and weights 13 to 2 modulo 11 (SAT, Anexo 1).</summary>
    public static bool IsRfc(ReadOnlySpan<char> compact)
    {
        if (compact.Length is not (12 or 13) || !HasRfcShape(compact[..^9], compact[^9..]))
        {
            return false;
        }

        int sum = compact.Length == 12 ? RfcLetters.IndexOf(' ') * 13 : 0;
        for (int i = 0; i < compact.Length - 1; i++)
        {
            sum += RfcLetters.IndexOf(char.ToUpperInvariant(compact[i])) * (compact.Length - i);
        }

        return "0123456789A"[CheckDigits.Complement11(sum)] == Compact.Upper(compact[^1]);
    }

    /// <summary>Social security number: Luhn over eleven digits (IMSS).</summary>
    public static bool IsSocialSecurityNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11) && !Compact.IsUniform(compact) && CheckDigits.IsLuhn(compact);

    private static bool HasRfcShape(ReadOnlySpan<char> name, ReadOnlySpan<char> rest)
    {
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetter(letter) && letter is not ('&' or 'Ñ' or 'ñ'))
            {
                return false;
            }
        }

        return Compact.HasShape(rest, "ddddddxxx") && BirthDate.IsYearMonthDay(rest);
    }
}
