namespace HybridInference;

/// <summary>Identifiers of the Philippines, Singapore and Thailand.</summary>
internal static class SoutheastAsianIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("SG_NRIC_FIN", IdentifierCategories.NationalId, 9, 9, IsNric)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            Cues = ["nric", "fin", "identity card", "ic number", "ic no"],
        },
        new("SG_UEN", IdentifierCategories.OrgId, 9, 10, IsUen)
        {
            Start = IdentifierStart.Either,
            HasLetters = true,
            IsStrong = true,
            Cues = ["uen", "unique entity number", "acra", "business registration"],
        },
        new("TH_TNIN", IdentifierCategories.NationalId, 13, 13, IsThaiId)
        {
            Odds = 20,
            Forms = ["1_4_5_2_1"],
            Cues = ["เลขประจำตัวประชาชน", "บัตรประชาชน", "เลขบัตร", "thai id", "national id", "citizen id"],
        },
        new("PH_TIN", IdentifierCategories.TaxId, 9, 14, IsPhilippineTin)
        {
            HasCheckDigit = false,
            Odds = 1,
            Forms = ["3_3_3", "3_3_3_3", "3_3_3_5"],
            Cues = ["tin", "tax identification", "taxpayer identification", "bir"],
        },
    ];

    /// <summary>NRIC and FIN: weights 2, 7 to 2 and an offset by the first letter, modulo 11, select the last letter (ICA).</summary>
    public static bool IsNric(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "addddddda"))
        {
            return false;
        }

        (int offset, string letters) = Compact.Upper(compact[0]) switch
        {
            'S' => (0, "JZIHGFEDCBA"),
            'T' => (4, "JZIHGFEDCBA"),
            'F' => (0, "XWUTRQPNMLK"),
            'G' => (4, "XWUTRQPNMLK"),
            'M' => (3, "XWUTRQPNJLK"),
            _ => (0, ""),
        };
        int remainder = (offset + CheckDigits.WeightedSum(compact[1..], [2, 7, 6, 5, 4, 3, 2])) % 11;
        return letters.Length > 0 && letters[remainder] == Compact.Upper(compact[8]);
    }

    /// <summary>Entity number of a business, a local company or another entity: a weighted sum modulo 11 selects the letter (ACRA).</summary>
    public static bool IsUen(ReadOnlySpan<char> compact)
    {
        if (Compact.HasShape(compact, "dddddddda"))
        {
            return "XMKECAWLJDB"[CheckDigits.WeightedSum(compact, [10, 4, 9, 3, 8, 2, 7, 1]) % 11] == Compact.Upper(compact[8]);
        }

        if (Compact.HasShape(compact, "ddddddddda"))
        {
            return "ZKCMDNERGWH"[CheckDigits.WeightedSum(compact, [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11] == Compact.Upper(compact[9]);
        }

        return Compact.HasShape(compact, "addxxdddda") && Compact.IsOneOf(compact[0], "RST") && HasEntityLetter(compact);
    }

    /// <summary>Thai id: weights 13 to 2, complement to eleven, modulo ten; the first digit is the kind, then the province (DOPA).</summary>
    public static bool IsThaiId(ReadOnlySpan<char> compact)
    {
        if (!Compact.IsDigits(compact, 13) || compact[0] is '0' or '9')
        {
            return false;
        }

        int sum = CheckDigits.WeightedSum(compact, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
        return IsThaiProvince(Compact.Number(compact[1..3])) && (11 - (sum % 11)) % 10 == compact[12] - '0';
    }

    /// <summary>Philippine tax number: nine digits and a branch of three to five (BIR); its check digit is not published.</summary>
    public static bool IsPhilippineTin(ReadOnlySpan<char> compact) =>
        compact.Length is 9 or 12 or 13 or 14 && !compact.ContainsAnyExceptInRange('0', '9') && !Compact.IsUniform(compact[..9]);

    private static bool HasEntityLetter(ReadOnlySpan<char> compact)
    {
        const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
        ReadOnlySpan<byte> weights = [4, 3, 5, 3, 10, 2, 2, 5, 7];
        int sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += Alphabet.IndexOf(Compact.Upper(compact[i])) * weights[i];
        }

        int remainder = (sum - 5) % 11;
        return remainder >= 0 && Alphabet[remainder] == Compact.Upper(compact[9]);
    }

    private static bool IsThaiProvince(int code) =>
        code is (>= 10 and <= 27) or (>= 30 and <= 49) or (>= 50 and <= 58) or (>= 60 and <= 67) or (>= 70 and <= 77) or (>= 80 and <= 86) or (>= 90 and <= 96);
}
