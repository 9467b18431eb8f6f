namespace HybridInference;

/// <summary>Numbers of passports.</summary>
internal static class TravelDocuments
{
    private const string GermanLetters = "CFGHJKLMNPRTVWXYZ0123456789";

    public static IdentifierScheme[] Schemes { get; } =
    [
        new("PASSPORT_SHAPE", IdentifierCategories.Passport, 8, 9, IsPassportShape)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Forms = ["9"],
            Cues = ["passport", "travel document", "passeport", "pasaporte", "passaporto", "reisepass", "paszport", "paspoort", "passaporte"],
        },
        new("IN_PASSPORT", IdentifierCategories.Passport, 8, 8, IsIndianPassport)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["passport", "पासपोर्ट"],
        },
        new("DE_PASSPORT", IdentifierCategories.Passport, 9, 10, IsGermanPassport)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["reisepass", "passnummer", "pass-nr", "passport"],
        },
        new("FR_PASSPORT", IdentifierCategories.Passport, 9, 9, IsFrenchPassport)
        {
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["passeport", "passport"],
        },
        new("KR_PASSPORT", IdentifierCategories.Passport, 9, 9, IsKoreanPassport)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["여권", "passport"],
        },
        new("CN_PASSPORT", IdentifierCategories.Passport, 9, 9, IsChinesePassport)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["护照", "passport"],
        },
    ];

    /// <summary>Two letters and six or seven digits, or a letter and eight, as most states number their passports (ICAO Doc 9303-4, 4.2).</summary>
    public static bool IsPassportShape(ReadOnlySpan<char> compact)
    {
        int letters = compact.IndexOfAnyInRange('0', '9');
        return (letters, compact.Length) is (2, 8 or 9) or (1, 9) && !compact[letters..].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Indian passport: a letter but Q, X and Z, and seven digits, the first and the last of them not 0 (Ministry of External Affairs).</summary>
    public static bool IsIndianPassport(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "addddddd") && !Compact.IsOneOf(compact[0], "QXZ") && compact[1] != '0' && compact[7] != '0';

    /// <summary>German passport: a serial of nine without vowels and look-alike letters, perhaps its check digit of weights 7, 3, 1 (Passverordnung, annex; ICAO Doc 9303-3).</summary>
    public static bool IsGermanPassport(ReadOnlySpan<char> compact)
    {
        if (compact.Length is not (9 or 10) || !Compact.IsOneOf(compact[0], "CFGHJK") || !compact.ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        foreach (char character in compact)
        {
            if (!Compact.IsOneOf(character, GermanLetters))
            {
                return false;
            }
        }

        return compact.Length == 9 || CheckDigits.WeightedSum(compact, [7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 == Compact.Value(compact[9]);
    }

    /// <summary>French passport: two digits, two letters and five digits (Agence nationale des titres sécurisés).</summary>
    public static bool IsFrenchPassport(ReadOnlySpan<char> compact) => Compact.HasShape(compact, "ddaaddddd");

    /// <summary>Korean passport: the kind, then eight digits, the fourth of them a letter since December 2021 (Ministry of Foreign Affairs).</summary>
    public static bool IsKoreanPassport(ReadOnlySpan<char> compact) =>
        compact.Length == 9
        && Compact.IsOneOf(compact[0], "MSRODG")
        && (Compact.HasShape(compact, "adddddddd") || Compact.HasShape(compact, "adddadddd"));

    /// <summary>Chinese passport: E, G, D, S or P and eight characters, the second of them a letter in newer E series (National Immigration Administration).</summary>
    public static bool IsChinesePassport(ReadOnlySpan<char> compact) =>
        compact.Length == 9
        && Compact.IsOneOf(compact[0], "EGDSP")
        && (Compact.HasShape(compact, "adddddddd") || (Compact.HasShape(compact, "aaddddddd") && !Compact.IsOneOf(compact[1], "IO")));
}
