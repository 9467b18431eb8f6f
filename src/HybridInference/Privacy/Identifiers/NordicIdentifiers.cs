namespace HybridInference;

/// <summary>Identifiers of Denmark, Finland, Iceland and Norway.</summary>
internal static class NordicIdentifiers
{
    private const string FinnishLetters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("NO_FODSELSNUMMER", IdentifierCategories.NationalId, 11, 11, IsNorwegianBirthNumber)
        {
            Odds = 5000,
            Forms = ["6_5"],
            Cues = ["fødselsnummer", "fodselsnummer", "fnr", "personnummer", "d-nummer", "birth number", "national identity"],
        },
        new("NO_ORGNR", IdentifierCategories.OrgId, 9, 9, IsNorwegianOrganisationNumber)
        {
            Odds = 11,
            Forms = ["3_3_3"],
            Cues = ["organisasjonsnummer", "orgnr", "org.nr", "org nr", "foretaksregisteret"],
        },
        new("DK_CPR", IdentifierCategories.NationalId, 10, 10, IsDanishPersonalNumber)
        {
            HasCheckDigit = false,
            Odds = 15,
            Forms = ["6_4"],
            Cues = ["cpr", "cpr-nr", "cpr-nummer", "cpr nr", "personnummer", "personal number"],
        },
        new("DK_CVR", IdentifierCategories.OrgId, 8, 10, IsDanishCompanyNumber)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Odds = 11,
            Forms = ["2_2_2_2"],
            Cues = ["cvr", "cvr-nr", "cvr-nummer", "se-nr", "moms", "vat"],
        },
        new("FI_PERSONAL_IDENTITY_CODE", IdentifierCategories.NationalId, 10, 11, IsFinnishIdentityCode)
        {
            HasLetters = true,
            IsStrong = true,
            Odds = 800,
            Forms = ["6-4", "6+4"],
            Cues = ["hetu", "henkilötunnus", "henkilotunnus", "sotu", "personbeteckning", "identity code"],
        },
        new("FI_YTUNNUS", IdentifierCategories.OrgId, 8, 8, IsFinnishBusinessId)
        {
            Odds = 11,
            Forms = ["7-1"],
            Cues = ["y-tunnus", "ytunnus", "fo-nummer", "business id", "alv"],
        },
        new("IS_KENNITALA", IdentifierCategories.NationalId, 10, 10, IsIcelandicIdNumber)
        {
            Odds = 1000,
            Forms = ["6-4", "6_4"],
            Cues = ["kennitala", "kt.", "kt:", "id number"],
        },
    ];

    /// <summary>Norwegian birth number: two weighted sums modulo 11 (Skatteetaten); 40 on the day is a D-number, 40, 65 or 80 on the month a test or help number.</summary>
    public static bool IsNorwegianBirthNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 11))
        {
            return false;
        }

        int day = Compact.Number(compact[..2]);
        int month = Compact.Number(compact[2..4]);
        month -= month > 80 ? 80 : month > 65 ? 65 : month > 40 ? 40 : 0;
        return BirthDate.ExistsInSomeCentury(Compact.Number(compact[4..6]), month, day > 40 ? day - 40 : day)
            && CheckDigits.WeightedSum(compact, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0
            && CheckDigits.WeightedSum(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;
    }

    /// <summary>Norwegian organisation number: weights 3, 2, 7 to 2, modulo 11 (Brønnøysundregistrene).</summary>
    public static bool IsNorwegianOrganisationNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9) && !Compact.IsUniform(compact) && CheckDigits.WeightedSum(compact, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;

    /// <summary>Danish personal number: a date and four digits; the modulo 11 check ended in October 2007 (CPR-kontoret).</summary>
    public static bool IsDanishPersonalNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 10))
        {
            return false;
        }

        int year = Compact.Number(compact[4..6]);
        int century = compact[6] switch
        {
            <= '3' => 1900,
            '4' or '9' => year < 37 ? 2000 : 1900,
            _ => year < 58 ? 2000 : 1800,
        };
        return BirthDate.Exists(century + year, Compact.Number(compact[2..4]), Compact.Number(compact[..2]));
    }

    /// <summary>Danish company number: weights 2, 7 to 1, modulo 11 (Erhvervsstyrelsen).</summary>
    public static bool IsDanishCompanyNumber(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = Compact.HasShape(compact, "DKdddddddd") ? compact[2..] : compact;
        return Compact.IsDigits(digits, 8) && digits[0] != '0' && CheckDigits.WeightedSum(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;
    }

    /// <summary>Finnish identity code: nine digits modulo 31 select the last character; a sign or letter, often dropped, is the century (DVV).</summary>
    public static bool IsFinnishIdentityCode(ReadOnlySpan<char> compact)
    {
        if (compact.Length is not (10 or 11) || (compact.Length == 11 && !Compact.IsOneOf(compact[6], "-+YXWVUABCDEF")))
        {
            return false;
        }

        ReadOnlySpan<char> serial = compact[^4..^1];
        if (!Compact.IsDigits(compact[..6], 6) || !Compact.IsDigits(serial, 3) || Compact.Number(serial) < 2 || !BirthDate.IsDayMonthYear(compact))
        {
            return false;
        }

        int number = (Compact.Number(compact[..6]) * 1000) + Compact.Number(serial);
        return FinnishLetters[number % 31] == Compact.Upper(compact[^1]);
    }

    /// <summary>Finnish business id: weights 7, 9, 10, 5, 8, 4, 2, modulo 11 (PRH).</summary>
    public static bool IsFinnishBusinessId(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 8) && !Compact.IsUniform(compact) && CheckDigits.WeightedSum(compact, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0;

    /// <summary>Icelandic id number: weights 3, 2, 7 to 2, modulo 11 in ninth place; 40 on the day is a company (Þjóðskrá).</summary>
    public static bool IsIcelandicIdNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 10) || compact[9] is not ('8' or '9' or '0'))
        {
            return false;
        }

        int day = Compact.Number(compact[..2]);
        return BirthDate.ExistsInSomeCentury(Compact.Number(compact[4..6]), Compact.Number(compact[2..4]), day > 40 ? day - 40 : day)
            && CheckDigits.WeightedSum(compact, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;
    }
}
