namespace HybridInference;

/// <summary>Identifiers of China, Japan and Korea.</summary>
internal static class EastAsianIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("CN_RESIDENT_ID", IdentifierCategories.NationalId, 18, 18, IsChineseResidentId)
        {
            HasLetters = true,
            IsStrong = true,
            Cues = ["身份证", "身分證", "公民身份", "resident identity", "id card", "identity card"],
        },
        new("JP_MY_NUMBER", IdentifierCategories.NationalId, 12, 12, IsMyNumber)
        {
            Forms = ["4_4_4"],
            Cues = ["my number", "マイナンバー", "個人番号", "mynumber"],
        },
        new("JP_CORPORATE_NUMBER", IdentifierCategories.OrgId, 13, 13, IsJapaneseCorporateNumber)
        {
            Odds = 9,
            Forms = ["1_4_4_4"],
            Cues = ["法人番号", "corporate number"],
        },
        new("KR_RRN", IdentifierCategories.NationalId, 13, 13, IsKoreanResidentNumber)
        {
            HasCheckDigit = false,
            Odds = 20,
            Forms = ["6-7"],
            Cues = ["주민등록번호", "주민번호", "주민등록", "rrn", "resident registration", "korean rrn"],
        },
        new("KR_RRN_BEFORE_2020", IdentifierCategories.NationalId, 13, 13, IsCheckedKoreanResidentNumber)
        {
            Odds = 600,
            Forms = ["6-7"],
            Cues = ["주민등록번호", "주민번호", "주민등록", "rrn", "resident registration", "korean rrn"],
        },
        new("KR_FRN", IdentifierCategories.NationalId, 13, 13, IsKoreanForeignerNumber)
        {
            HasCheckDigit = false,
            Odds = 20,
            Forms = ["6-7"],
            Cues = ["외국인등록번호", "외국인등록", "frn", "foreigner registration", "alien registration"],
        },
        new("KR_BRN", IdentifierCategories.OrgId, 10, 10, IsKoreanBusinessNumber)
        {
            Odds = 11,
            Forms = ["3-2-5"],
            Cues = ["사업자등록번호", "사업자번호", "사업자등록", "brn", "business registration"],
        },
        new("CN_USCC", IdentifierCategories.OrgId, 18, 18, IsChineseCreditCode)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            Odds = 31,
            Cues = ["统一社会信用代码", "社会信用代码", "uscc", "unified social credit"],
        },
    ];

    /// <summary>Resident id: region, date, serial, MOD 11-2 (GB 11643-1999).</summary>
    public static bool IsChineseResidentId(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "dddddddddddddddddx")
        && (char.IsAsciiDigit(compact[17]) || Compact.Upper(compact[17]) == 'X')
        && IsChineseProvince(Compact.Number(compact[..2]))
        && BirthDate.IsFullYearMonthDay(compact[6..])
        && CheckDigits.IsMod11Minus2(compact);

    /// <summary>My Number: weights 2 to 7 and 2 to 6 from the right, complement to eleven, ten and eleven as 0 (MIC ordinance 85/2014).</summary>
    public static bool IsMyNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 12)
        && !Compact.IsUniform(compact)
        && CheckDigits.Complement11(CheckDigits.WeightedSum(compact, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) % 10 == compact[11] - '0';

    /// <summary>Corporate number: the first digit is nine less the weighted sum modulo 9 (National Tax Agency).</summary>
    public static bool IsJapaneseCorporateNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 13)
        && !Compact.IsUniform(compact[1..])
        && 9 - (CheckDigits.WeightedSum(compact[1..], [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9) == compact[0] - '0';

    /// <summary>Resident number: a date and a digit for sex and century; the check digit ended in October 2020 (Resident Registration Act).</summary>
    public static bool IsKoreanResidentNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 13) && compact[6] is not (>= '5' and <= '8') && HasKoreanDate(compact);

    /// <summary>Resident number issued until October 2020: weights 2 to 9 and 2 to 5, complement to eleven, modulo ten (Resident Registration Act).</summary>
    public static bool IsCheckedKoreanResidentNumber(ReadOnlySpan<char> compact) =>
        IsKoreanResidentNumber(compact)
        && (11 - (CheckDigits.WeightedSum(compact, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 == compact[12] - '0';

    /// <summary>Foreigner number: a date and 5 to 8 for sex and century (Immigration Act).</summary>
    public static bool IsKoreanForeignerNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 13) && compact[6] is >= '5' and <= '8' && HasKoreanDate(compact);

    /// <summary>Business number: weights 1, 3, 7, 1, 3, 7, 1, 3, 5 and the tens of the last product (National Tax Service).</summary>
    public static bool IsKoreanBusinessNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 10)
        && compact[0] != '0'
        && CheckDigits.Complement10(CheckDigits.WeightedSum(compact, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + ((compact[8] - '0') * 5 / 10)) == compact[9] - '0';

    /// <summary>Unified social credit code: 31 characters without I, O, S, V, Z, powers of three, modulo 31 (GB 32100-2015).</summary>
    public static bool IsChineseCreditCode(ReadOnlySpan<char> compact)
    {
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        if (compact.Length != 18 || Compact.IsUniform(compact) || !Compact.IsDigits(compact[2..8], 6))
        {
            return false;
        }

        (int sum, int weight) = (0, 1);
        foreach (char character in compact[..17])
        {
            int value = Compact.Value(character) < 0 ? -1 : Alphabet.IndexOf(Compact.Upper(character));
            if (value < 0)
            {
                return false;
            }

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - (sum % 31)) % 31] == Compact.Upper(compact[17]);
    }

    /// <summary>The provinces of GB/T 2260, and 83 for residents from Taiwan.</summary>
    private static bool IsChineseProvince(int code) =>
        code is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or (>= 81 and <= 83);

    private static bool HasKoreanDate(ReadOnlySpan<char> digits)
    {
        int century = digits[6] switch { '0' or '9' => 1800, '1' or '2' or '5' or '6' => 1900, _ => 2000 };
        return BirthDate.Exists(century + Compact.Number(digits[..2]), Compact.Number(digits[2..4]), Compact.Number(digits[4..6]));
    }
}
