namespace HybridInference;

/// <summary>Identifiers of Germany.</summary>
internal static class GermanIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("DE_TAX_ID", IdentifierCategories.TaxId, 11, 11, IsTaxId)
        {
            Odds = 100,
            Forms = ["2_3_3_3"],
            Cues = ["steuer-id", "steuerid", "idnr", "identifikationsnummer", "steueridentifikationsnummer", "steuerliche", "tin", "tax id", "tax identification"],
        },
        new("DE_TAX_NUMBER", IdentifierCategories.TaxId, 10, 13, IsTaxNumber)
        {
            HasCheckDigit = false,
            Odds = 1,
            Forms = ["2/3/5", "3/3/5", "3/4/4", "2/3/4", "4/3/4", "5/5", "3/5/3", "3_3_5", "2_3_5", "3_4_4"],
            Cues = ["steuernummer", "steuernr", "st.-nr", "stnr", "st-nr", "finanzamt", "tax number"],
        },
        new("DE_VAT_ID", IdentifierCategories.TaxId, 11, 11, IsVatId)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["ust-id", "ustid", "ust-idnr", "umsatzsteuer", "mwst", "vat"],
        },
        new("DE_SOCIAL_SECURITY", IdentifierCategories.NationalId, 12, 12, IsSocialSecurityNumber)
        {
            HasLetters = true,
            IsStrong = true,
            Cues = ["sozialversicherung", "sozialversicherungsnummer", "versicherungsnummer", "rentenversicherung", "rvnr", "svnr", "sv-nummer", "social security"],
        },
        new("DE_HEALTH_INSURANCE", IdentifierCategories.MedicalId, 10, 10, IsHealthInsuranceNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            Cues = ["kvnr", "krankenversicherung", "krankenversichertennummer", "versichertennummer", "krankenkasse", "egk", "health insurance"],
        },
        new("DE_ID_CARD", IdentifierCategories.NationalId, 9, 10, IsIdCard)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["personalausweis", "ausweisnummer", "ausweis", "perso", "id card", "identity card"],
        },
        new("DE_REGISTER", IdentifierCategories.OrgId, 6, 9, IsRegisterNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            OwnName = "HR",
            Cues = ["handelsregister", "amtsgericht", "registergericht"],
        },
        new("DE_LANR", IdentifierCategories.MedicalId, 9, 9, IsDoctorNumber) { Cues = ["lanr", "arztnummer", "lebenslange arztnummer", "doctor number"] },
        new("DE_BSNR", IdentifierCategories.MedicalId, 9, 9, IsPracticeNumber)
        {
            HasCheckDigit = false,
            Odds = 1,
            Cues = ["bsnr", "betriebsstättennummer", "betriebsstätte", "praxisnummer"],
        },
    ];

    /// <summary>Tax id: MOD 11,10; at most one digit repeats, at most three times (§ 139b AO; ELSTER, check of the IdNr).</summary>
    public static bool IsTaxId(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 11) || compact[0] == '0')
        {
            return false;
        }

        int repeated = 0;
        for (char digit = '0'; digit <= '9'; digit++)
        {
            int count = compact[..10].Count(digit);
            repeated += count > 3 ? 2 : count > 1 ? 1 : 0;
        }

        return repeated <= 1 && CheckDigits.IsMod11And10(compact);
    }

    /// <summary>Tax number: ten or eleven digits of a state, or thirteen with the state first and a zero in fifth place (ELSTER).</summary>
    public static bool IsTaxNumber(ReadOnlySpan<char> compact)
    {
        if (compact.ContainsAnyExceptInRange('0', '9') || Compact.IsUniform(compact))
        {
            return false;
        }

        return compact.Length is 10 or 11 || (compact.Length == 13 && (compact[4] == '0' || Compact.Number(compact[..2]) is >= 1 and <= 16) && IsStateOfTaxNumber(compact));
    }

    /// <summary>VAT id: MOD 11,10 (Bundeszentralamt für Steuern).</summary>
    public static bool IsVatId(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "DEddddddddd") && compact[2] != '0' && CheckDigits.IsMod11And10(compact[2..]);

    /// <summary>Pension insurance number: the letter counts as two digits; digit sums of the products, modulo 10 (VKVV § 4).</summary>
    public static bool IsSocialSecurityNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "ddddddddaddd"))
        {
            return false;
        }

        int day = Compact.Number(compact[2..4]);
        bool isDate = BirthDate.ExistsInSomeCentury(Compact.Number(compact[6..8]), Compact.Number(compact[4..6]), day > 50 ? day - 50 : day);
        int letter = Compact.Value(compact[8]) - 9;
        int sum = CheckDigits.WeightedDigitSum(compact, [2, 1, 2, 5, 7, 1, 2, 1])
            + CheckDigits.DigitSum(letter / 10 * 2)
            + (letter % 10)
            + CheckDigits.WeightedDigitSum(compact[9..], [2, 1]);
        return isDate && sum % 10 == compact[11] - '0';
    }

    /// <summary>Health insurance number: Luhn's sum over the letter as two digits and eight digits (GKV-Spitzenverband, § 290 SGB V).</summary>
    public static bool IsHealthInsuranceNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "addddddddd"))
        {
            return false;
        }

        int letter = Compact.Value(compact[0]) - 9;
        int sum = (letter / 10) + CheckDigits.DigitSum(letter % 10 * 2) + CheckDigits.WeightedDigitSum(compact[1..], [1, 2, 1, 2, 1, 2, 1, 2]);
        return sum % 10 == compact[9] - '0';
    }

    /// <summary>Identity card: a serial of nine, with or without its check digit of weights 7, 3, 1 (ICAO Doc 9303-3).</summary>
    public static bool IsIdCard(ReadOnlySpan<char> compact)
    {
        const string Letters = "CFGHJKLMNPRTVWXYZ0123456789";
        if (compact.Length is not (9 or 10) || !Compact.IsOneOf(compact[0], "LMNPRTVWXYCFGHJK"))
        {
            return false;
        }

        foreach (char character in compact)
        {
            if (!Compact.IsOneOf(character, Letters))
            {
                return false;
            }
        }

        return compact.Length == 9
            ? compact.ContainsAnyInRange('0', '9')
            : CheckDigits.WeightedSum(compact, [7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 == Compact.Value(compact[9]);
    }

    /// <summary>Commercial register: section A or B and up to six digits (§ 3 HRV); no check digit.</summary>
    public static bool IsRegisterNumber(ReadOnlySpan<char> compact) =>
        compact.Length is >= 6 and <= 9
        && compact.StartsWith("HR", StringComparison.OrdinalIgnoreCase)
        && Compact.IsOneOf(compact[2], "AB")
        && !compact[3..].ContainsAnyExceptInRange('0', '9');

    /// <summary>Doctor number: weights 4 and 9, complement to ten, then two digits of the specialty (Kassenärztliche Bundesvereinigung).</summary>
    public static bool IsDoctorNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9)
        && compact[7..] is not "00"
        && CheckDigits.Complement10(CheckDigits.WeightedSum(compact, [4, 9, 4, 9, 4, 9])) == compact[6] - '0';

    /// <summary>Practice number: nine digits, the first two the region (Kassenärztliche Bundesvereinigung); no check digit.</summary>
    public static bool IsPracticeNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9) && Compact.Number(compact[..2]) is >= 1 and <= 98 && !Compact.IsUniform(compact[2..]);

    private static bool IsStateOfTaxNumber(ReadOnlySpan<char> compact)
    {
        int state = Compact.Number(compact[..2]);
        return state is (>= 1 and <= 16) or (>= 21 and <= 24) or (>= 26 and <= 32) or 40 or 41 or (>= 50 and <= 59) or (>= 91 and <= 92);
    }
}
