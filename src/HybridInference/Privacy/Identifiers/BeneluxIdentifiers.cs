namespace HybridInference;

/// <summary>Identifiers of Belgium and the Netherlands.</summary>
internal static class BeneluxIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("NL_BSN", IdentifierCategories.NationalId, 8, 9, IsBsn)
        {
            Odds = 11,
            Forms = ["3_3_3", "4.2.3", "4_2_3"],
            Cues = ["bsn", "burgerservicenummer", "burger service", "sofinummer", "sofi-nummer", "citizen service"],
        },
        new("NL_VAT", IdentifierCategories.TaxId, 12, 14, IsDutchVatNumber)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Cues = ["btw", "btw-nummer", "btw-id", "vat"],
        },
        new("BE_NN", IdentifierCategories.NationalId, 11, 11, IsNationalNumber)
        {
            Odds = 600,
            Forms = ["2.2.2-3.2", "6_3_2", "6-3.2", "2_2_2_3_2"],
            Cues = ["rijksregisternummer", "rijksregister", "registre national", "numéro national", "insz", "niss", "nrn", "national number", "nationalregister"],
        },
        new("BE_VAT", IdentifierCategories.OrgId, 10, 12, IsBelgianVatNumber)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Odds = 480,
            Forms = ["4_3_3"],
            Cues = ["btw", "tva", "ondernemingsnummer", "numéro d'entreprise", "kbo", "bce", "vat"],
        },
    ];

    /// <summary>Citizen number: weights 9 to 2 and -1, modulo 11 (the "elfproef"); eight digits stand for a leading zero.</summary>
    public static bool IsBsn(ReadOnlySpan<char> compact)
    {
        Span<char> digits = stackalloc char[9];
        digits[0] = '0';
        if (!(Compact.IsDigits(compact, 8) || Compact.IsDigits(compact, 9)) || Compact.IsUniform(compact))
        {
            return false;
        }

        compact.CopyTo(digits[(9 - compact.Length)..]);
        return CheckDigits.WeightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, 10]) % 11 == 0;
    }

    /// <summary>VAT number: a BSN, or ISO 7064 MOD 97-10 over all with its letters (Belastingdienst, btw-identificatienummer since 2020).</summary>
    public static bool IsDutchVatNumber(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> number = Compact.HasShape(compact, "NLdddddddddBdd") ? compact[2..] : compact;
        if (!Compact.HasShape(number, "dddddddddBdd") || number[10..] is "00")
        {
            return false;
        }

        Span<char> whole = stackalloc char[14];
        "NL".CopyTo(whole);
        number.CopyTo(whole[2..]);
        return IsBsn(number[..9]) || CheckDigits.IsMod97(whole);
    }

    /// <summary>National number: 97 less the number modulo 97, a 2 before those born since 2000 (Royal Decree of 3 April 1984).</summary>
    public static bool IsNationalNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 11) || !IsBelgianDate(compact))
        {
            return false;
        }

        int key = Compact.Number(compact[9..]);
        int before2000 = CheckDigits.Remainder(compact[..9], 97);
        int since2000 = (before2000 + (2_000_000_000 % 97)) % 97;
        return 97 - before2000 == key || 97 - since2000 == key;
    }

    /// <summary>Company and VAT number: 97 less the first eight digits modulo 97 (Crossroads Bank for Enterprises).</summary>
    public static bool IsBelgianVatNumber(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = Compact.HasShape(compact, "BEdddddddddd") ? compact[2..] : compact;
        return Compact.IsDigits(digits, 10)
            && digits[0] is ('0' or '1')
            && !Compact.IsUniform(digits)
            && 97 - (Compact.Number(digits[..8]) % 97) == Compact.Number(digits[8..]);
    }

    /// <summary>Unknown days and months are 00; 20 or 40 is added to the month of numbers that are not of the population register.</summary>
    private static bool IsBelgianDate(ReadOnlySpan<char> digits)
    {
        int month = Compact.Number(digits[2..4]) % 20;
        int day = Compact.Number(digits[4..6]);
        return Compact.Number(digits[2..4]) < 60
            && month <= 12
            && day <= 31
            && (month == 0 || day == 0 || BirthDate.ExistsInSomeCentury(Compact.Number(digits[..2]), month, day));
    }
}
