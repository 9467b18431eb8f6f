namespace HybridInference;

/// <summary>Identifiers of the United States.</summary>
internal static class AmericanIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("US_SSN", IdentifierCategories.UsSsn, 9, 9, IsSsn) { HasCheckDigit = false, Odds = 1, Forms = ["3_2_4", "3.2.4"], Cues = ["ssn", "social security", "ss#", "ssid", "soc sec"] },
        new("US_ITIN", IdentifierCategories.TaxId, 9, 9, IsItin)
        {
            HasCheckDigit = false,
            Odds = 22,
            Forms = ["3_2_4"],
            Cues = ["itin", "individual taxpayer", "tax id", "taxpayer", "tin"],
        },
        new("US_EIN", IdentifierCategories.TaxId, 9, 9, IsEin)
        {
            HasCheckDigit = false,
            Odds = 1,
            Forms = ["2-7"],
            Cues = ["ein", "employer identification", "employer id", "fein", "tax id", "taxpayer"],
        },
        new("US_NPI", IdentifierCategories.MedicalId, 10, 10, IsNpi)
        {
            Odds = 50,
            OutnumbersBooks = true,
            Forms = ["4_3_3"],
            Cues = ["npi", "national provider", "provider identifier", "provider id"],
        },
        new("US_MBI", IdentifierCategories.MedicalId, 11, 11, IsMbi)
        {
            HasLetters = true,
            IsStrong = true,
            HasCheckDigit = false,
            Odds = 300,
            Forms = ["4_3_4"],
            Cues = ["mbi", "medicare", "beneficiary"],
        },
        new("US_DEA", IdentifierCategories.MedicalId, 9, 9, IsDea)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Odds = 15,
            Forms = ["2_7"],
            Cues = ["dea", "dea number", "drug enforcement", "registration number", "certificate"],
        },
        new("US_ABA", IdentifierCategories.BankAccount, 9, 9, IsAba)
        {
            Odds = 27,
            Forms = ["4_4_1"],
            Cues = ["aba", "routing", "routing number", "rtn", "transit", "bank"],
        },
        new("VIN", IdentifierCategories.Vin, 17, 17, IsVin)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Cues = ["vin", "vehicle identification", "chassis", "vehicle"],
        },
        new("VIN_UNCHECKED", IdentifierCategories.Vin, 17, 17, IsVinShape)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["vin", "vehicle identification", "chassis", "fahrgestellnummer", "numéro de châssis", "bastidor", "telaio"],
        },
    ];

    /// <summary>SSN: area not 000, 666 or 9xx, group not 00, serial not 0000; not one printed on sample cards (SSA, POMS RM 10201.035).</summary>
    public static bool IsSsn(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9)
        && compact[0] != '9'
        && compact[..3] is not ("000" or "666")
        && compact[3..5] is not "00"
        && compact[5..] is not "0000"
        && !Compact.IsUniform(compact)
        && compact is not ("123456789" or "987654320" or "078051120");

    /// <summary>ITIN: 9, and a group of 50 to 65, 70 to 88, 90 to 92 or 94 to 99 (IRS, IRM 3.21.263).</summary>
    public static bool IsItin(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9)
        && compact[0] == '9'
        && Compact.Number(compact[3..5]) is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 94 and <= 99);

    /// <summary>EIN: nine digits, the first two a campus of the IRS (IRS, "How EINs are assigned"); no check digit.</summary>
    public static bool IsEin(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9)
        && !Compact.IsUniform(compact)
        && Compact.Number(compact[..2]) is not (0 or 7 or 8 or 9 or 17 or 18 or 19 or 28 or 29 or 49 or 69 or 70 or 78 or 79 or 89 or 96 or 97);

    /// <summary>NPI: a first digit of 1 or 2, Luhn with 80840, the health industry and the country, before it (CMS, NPI check digit).</summary>
    public static bool IsNpi(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 10) && compact[0] is '1' or '2' && (CheckDigits.LuhnSum(compact) + 24) % 10 == 0;

    /// <summary>Medicare beneficiary: eleven places of digits and letters without S, L, O, I, B, Z (CMS, "Understanding the MBI").</summary>
    public static bool IsMbi(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "daxdaxdaadd") || compact[0] == '0')
        {
            return false;
        }

        foreach (char character in compact)
        {
            if (Compact.IsOneOf(character, "SLOIBZ"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>DEA number: two letters (or a 9), digits 1, 3, 5 and twice digits 2, 4, 6, modulo 10 (DEA Diversion Control).</summary>
    public static bool IsDea(ReadOnlySpan<char> compact) =>
        (Compact.HasShape(compact, "aaddddddd") || Compact.HasShape(compact, "a9ddddddd"))
        && Compact.IsOneOf(compact[0], "ABCDEFGHJKLMPRSTUX")
        && !Compact.IsUniform(compact[2..])
        && CheckDigits.WeightedSum(compact[2..], [1, 2, 1, 2, 1, 2]) % 10 == compact[8] - '0';

    /// <summary>Routing number: weights 3, 7, 1 in turn, modulo 10; the first two digits are a Federal Reserve district (ABA key to routing numbers).</summary>
    public static bool IsAba(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9)
        && !Compact.IsUniform(compact)
        && Compact.Number(compact[..2]) is (>= 0 and <= 12) or (>= 21 and <= 32) or (>= 61 and <= 72) or 80
        && CheckDigits.WeightedSum(compact, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0;

    /// <summary>Vehicle number: letters without I, O, Q count 1 to 9 by their place, weighted modulo 11 in ninth place (49 CFR 565.15).</summary>
    public static bool IsVin(ReadOnlySpan<char> compact)
    {
        const string Letters = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
        ReadOnlySpan<byte> weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        int sum = 0;
        for (int i = 0; i < compact.Length && compact.Length == 17; i++)
        {
            int place = Compact.Value(compact[i]) < 0 ? -1 : Letters.IndexOf(Compact.Upper(compact[i]));
            if (place < 0)
            {
                return false;
            }

            sum += place % 10 * weights[i];
        }

        return compact.Length == 17 && !Compact.IsUniform(compact) && Compact.Upper(compact[8]) == "0123456789X"[sum % 11];
    }

    /// <summary>Vehicle number of a maker outside North America, where the ninth place need not be a check digit (ISO 3779).</summary>
    public static bool IsVinShape(ReadOnlySpan<char> compact)
    {
        foreach (char character in compact)
        {
            if (Compact.Value(character) < 0 || Compact.IsOneOf(character, "IOQ"))
            {
                return false;
            }
        }

        return compact.Length == 17 && compact.ContainsAnyInRange('0', '9') && compact.ContainsAnyExceptInRange('0', '9');
    }
}
