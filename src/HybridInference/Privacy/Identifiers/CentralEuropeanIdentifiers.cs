namespace HybridInference;

/// <summary>Identifiers of Austria, Czechia, Slovakia and Switzerland.</summary>
internal static class CentralEuropeanIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("AT_SVNR", IdentifierCategories.NationalId, 10, 10, IsAustrianInsuranceNumber)
        {
            Odds = 300,
            Forms = ["4_6"],
            Cues = ["svnr", "sv-nr", "sv-nummer", "sozialversicherungsnummer", "versicherungsnummer", "e-card", "social security"],
        },
        new("AT_UID", IdentifierCategories.TaxId, 9, 11, IsAustrianVatNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["uid", "uid-nummer", "ust-id", "ust", "vat"],
        },
        new("AT_TAX_NUMBER", IdentifierCategories.TaxId, 9, 9, IsAustrianTaxNumber)
        {
            Forms = ["2-3/4", "2_3/4", "2_7"],
            Cues = ["abgabenkontonummer", "steuernummer", "finanzamt", "st.nr"],
        },
        new("CH_AHV", IdentifierCategories.NationalId, 13, 13, IsSwissInsuranceNumber)
        {
            IsStrong = true,
            Odds = 10000,
            Forms = ["3.4.4.2", "3_4_4_2"],
            Cues = ["ahv", "ahv-nr", "avs", "no avs", "sozialversicherungsnummer", "assurance sociale", "social security"],
        },
        new("CH_UID", IdentifierCategories.OrgId, 12, 16, IsSwissCompanyNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["uid", "ide", "idi", "mwst", "tva", "handelsregister", "vat"],
        },
        new("CZ_RC", IdentifierCategories.NationalId, 9, 10, IsCzechBirthNumber)
        {
            Odds = 250,
            Forms = ["6/3", "6/4", "6_4", "6_3"],
            Cues = ["rodné číslo", "rodne cislo", "rodného čísla", "r.č.", "rč", "rodné č", "birth number"],
        },
        new("CZ_ICO", IdentifierCategories.OrgId, 8, 8, IsCzechCompanyNumber)
        {
            Forms = ["3_2_3"],
            Cues = ["ičo", "ico", "ič", "identifikační číslo", "company number"],
        },
    ];

    /// <summary>Austrian insurance number: the fourth digit is the weighted sum of the others modulo 11 (Dachverband der Sozialversicherungsträger).</summary>
    public static bool IsAustrianInsuranceNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 10) || compact[0] == '0')
        {
            return false;
        }

        int month = Compact.Number(compact[6..8]);
        bool isDate = month is >= 13 and <= 15
            ? Compact.Number(compact[4..6]) is >= 1 and <= 31
            : BirthDate.IsDayMonthYear(compact[4..]);
        return isDate && CheckDigits.WeightedSum(compact, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == compact[3] - '0';
    }

    /// <summary>Austrian VAT number: digit sums with weights 1 and 2, complement of the sum plus four to ten (BMF, UID).</summary>
    public static bool IsAustrianVatNumber(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> number = Compact.HasShape(compact, "ATUdddddddd") ? compact[2..] : compact;
        return Compact.HasShape(number, "Udddddddd")
            && CheckDigits.Complement10(CheckDigits.WeightedDigitSum(number[1..], [1, 2, 1, 2, 1, 2, 1]) + 4) == number[8] - '0';
    }

    /// <summary>Austrian tax number: two digits of the tax office, seven of the account, Luhn (Bundesministerium für Finanzen, Abgabenkontonummer).</summary>
    public static bool IsAustrianTaxNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9) && !Compact.IsUniform(compact) && CheckDigits.IsLuhn(compact);

    /// <summary>Swiss insurance number: 756 and the check of EAN-13 (Zentrale Ausgleichsstelle, AHVN13).</summary>
    public static bool IsSwissInsuranceNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 13) && compact.StartsWith("756") && !Compact.IsUniform(compact[3..12]) && CheckDigits.IsEan13(compact);

    /// <summary>Swiss company number: weights 5, 4, 3, 2, 7 to 4, modulo 11; MWST, TVA, IVA or TPV may follow (eCH-0097).</summary>
    public static bool IsSwissCompanyNumber(ReadOnlySpan<char> compact)
    {
        if (compact.Length < 12 || !Compact.HasShape(compact[..12], "CHEddddddddd") || CheckDigits.WeightedSum(compact[3..], [5, 4, 3, 2, 7, 6, 5, 4, 1]) % 11 != 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = compact[12..];
        return rest.IsEmpty || IsEither(rest, "MWST", "TVA") || IsEither(rest, "IVA", "TPV");
    }

    /// <summary>Czech and Slovak birth number: a date and, since 1954, ten digits divisible by eleven (Act 133/2000 Sb., § 13).</summary>
    public static bool IsCzechBirthNumber(ReadOnlySpan<char> compact)
    {
        bool isLong = Compact.IsDigits(compact, 10);
        if (!isLong && !Compact.IsDigits(compact, 9))
        {
            return false;
        }

        return isLong
            ? IsCzechDate(compact, Compact.Number(compact[..2]) < 54 ? 2000 : 1900) && CheckDigits.Remainder(compact[..9], 11) % 10 == compact[9] - '0'
            : Compact.Number(compact[..2]) < 54 && IsCzechDate(compact, 1900);
    }

    /// <summary>Czech and Slovak company number: weights 8 to 2, complement to eleven, modulo ten (ARES).</summary>
    public static bool IsCzechCompanyNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 8) || Compact.IsUniform(compact))
        {
            return false;
        }

        int remainder = CheckDigits.WeightedSum(compact, [8, 7, 6, 5, 4, 3, 2]) % 11;
        return (11 - remainder) % 10 == compact[7] - '0';
    }

    /// <summary>50 is added to the month of women, 20 to the month of both, since 2004, where the serials of a day run out.</summary>
    private static bool IsCzechDate(ReadOnlySpan<char> digits, int century)
    {
        int year = century + Compact.Number(digits[..2]);
        int month = Compact.Number(digits[2..4]) % 50;
        return BirthDate.Exists(year, month > 20 && year >= 2004 ? month - 20 : month, Compact.Number(digits[4..6]));
    }

    private static bool IsEither(ReadOnlySpan<char> text, string one, string other) =>
        text.Equals(one, StringComparison.OrdinalIgnoreCase) || text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
