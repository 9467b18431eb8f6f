namespace HybridInference;

/// <summary>Identifiers of Bulgaria, Croatia, Greece and Romania.</summary>
internal static class BalkanIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("BG_EGN", IdentifierCategories.NationalId, 10, 10, IsEgn)
        {
            Odds = 200,
            Cues = ["егн", "egn", "единен граждански номер", "uniform civil number"],
        },
        new("BG_LNCH", IdentifierCategories.NationalId, 10, 10, IsForeignerNumber) { IsLocal = true, Cues = ["лнч", "lnch", "личен номер на чужденец", "foreigner number"] },
        new("HR_OIB", IdentifierCategories.NationalId, 11, 11, IsOib) { IsLocal = true, Cues = ["oib", "osobni identifikacijski broj", "identifikacijski broj"] },
        new("GR_AMKA", IdentifierCategories.NationalId, 11, 11, IsAmka)
        {
            Odds = 270,
            Cues = ["αμκα", "amka", "social security"],
        },
        new("GR_AFM", IdentifierCategories.TaxId, 9, 9, IsAfm) { Cues = ["αφμ", "α.φ.μ", "afm", "tax number", "vat"] },
        new("RO_CNP", IdentifierCategories.NationalId, 13, 13, IsCnp)
        {
            Odds = 1000,
            Cues = ["cnp", "cod numeric personal", "codul numeric", "personal numeric code"],
        },
        new("RO_CUI", IdentifierCategories.OrgId, 4, 12, IsCui)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Cues = ["cui", "cif", "cod unic", "cod fiscal"],
        },
        new("BG_EIK", IdentifierCategories.OrgId, 9, 9, IsEik) { Cues = ["еик", "eik", "булстат", "bulstat", "unified identification"] },
    ];

    /// <summary>Bulgarian civil number: weights 2, 4, 8, 5, 10, 9, 7, 3, 6, modulo 11 and 10; the month holds the century (ГРАО).</summary>
    public static bool IsEgn(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 10))
        {
            return false;
        }

        int month = Compact.Number(compact[2..4]);
        int century = (month / 20) switch { 0 => 1900, 1 => 1800, 2 => 2000, _ => -9999 };
        return BirthDate.Exists(century + Compact.Number(compact[..2]), month % 20, Compact.Number(compact[4..6]))
            && CheckDigits.WeightedSum(compact, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == compact[9] - '0';
    }

    /// <summary>Bulgarian number of a foreigner: weights 21, 19, 17, 13, 11, 9, 7, 3, 1, modulo 10 (Министерство на вътрешните работи).</summary>
    public static bool IsForeignerNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 10)
        && !Compact.IsUniform(compact)
        && CheckDigits.WeightedSum(compact, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == compact[9] - '0';

    /// <summary>Croatian personal number: MOD 11,10 (Zakon o osobnom identifikacijskom broju).</summary>
    public static bool IsOib(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11) && !Compact.IsUniform(compact) && CheckDigits.IsMod11And10(compact);

    /// <summary>Greek social security number: a date and Luhn (ΗΔΙΚΑ).</summary>
    public static bool IsAmka(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 11) && BirthDate.IsDayMonthYear(compact) && CheckDigits.IsLuhn(compact);

    /// <summary>Greek tax number: powers of two from 256, modulo 11 and 10 (ΑΑΔΕ).</summary>
    public static bool IsAfm(ReadOnlySpan<char> compact)
    {
        int sum = 0;
        if (!Compact.IsDigits(compact, 9) || Compact.IsUniform(compact))
        {
            return false;
        }

        foreach (char digit in compact[..8])
        {
            sum = (sum + digit - '0') * 2;
        }

        return sum % 11 % 10 == compact[8] - '0';
    }

    /// <summary>Romanian personal code: weights 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9, modulo 11, ten written as 1 (OUG 97/2005).</summary>
    public static bool IsCnp(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 13) || compact[0] == '0')
        {
            return false;
        }

        int county = Compact.Number(compact[7..9]);
        int remainder = CheckDigits.WeightedSum(compact, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
        return county is (>= 1 and <= 48) or 51 or 52 or 70 or (>= 80 and <= 83)
            && IsRomanianDate(compact)
            && (remainder == 10 ? 1 : remainder) == compact[12] - '0';
    }

    /// <summary>Romanian company code: weights 7, 5, 3, 2, 1 in turn, ten times the sum modulo 11 and 10 (Legea 359/2004).</summary>
    public static bool IsCui(ReadOnlySpan<char> compact)
    {
        ReadOnlySpan<char> digits = compact.StartsWith("RO", StringComparison.OrdinalIgnoreCase) ? compact[2..] : compact;
        if (digits.Length is < 4 or > 10 || digits.ContainsAnyExceptInRange('0', '9') || digits[0] == '0')
        {
            return false;
        }

        ReadOnlySpan<byte> weights = [7, 5, 3, 2, 1, 7, 5, 3, 2];
        int sum = CheckDigits.WeightedSum(digits, weights[^(digits.Length - 1)..]);
        return sum * 10 % 11 % 10 == digits[^1] - '0';
    }

    /// <summary>Bulgarian company code: weights 1 to 8 modulo 11, or 3 to 10 where that leaves ten (Агенция по вписванията).</summary>
    public static bool IsEik(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 9) || Compact.IsUniform(compact))
        {
            return false;
        }

        int check = CheckDigits.WeightedSum(compact, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
        check = check < 10 ? check : CheckDigits.WeightedSum(compact, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10;
        return check == compact[8] - '0';
    }

    private static bool IsRomanianDate(ReadOnlySpan<char> digits)
    {
        int year = Compact.Number(digits[1..3]);
        int month = Compact.Number(digits[3..5]);
        int day = Compact.Number(digits[5..7]);
        return digits[0] switch
        {
            '1' or '2' => BirthDate.Exists(1900 + year, month, day),
            '3' or '4' => BirthDate.Exists(1800 + year, month, day),
            '5' or '6' => BirthDate.Exists(2000 + year, month, day),
            _ => BirthDate.ExistsInSomeCentury(year, month, day),
        };
    }
}
