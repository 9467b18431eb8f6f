namespace HybridInference;

/// <summary>Numbers of driving licences that have a form of their own.</summary>
internal static class DrivingLicences
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("UK_DRIVING_LICENCE", IdentifierCategories.DriverLicense, 16, 18, IsBritishLicence)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Odds = 1000,
            Forms = ["5_6_5", "5_6_7", "5_6_5_2"],
            Cues = ["driving licence", "driver number", "driving license", "dvla", "licence"],
        },
        new("IT_DRIVER_LICENSE", IdentifierCategories.DriverLicense, 10, 10, IsItalianLicence)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["patente", "driving licence", "driver license", "licence", "license"],
        },
        new("DE_DRIVER_LICENSE", IdentifierCategories.DriverLicense, 11, 11, IsGermanLicence)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            Odds = 100,
            Cues = ["führerschein", "fuehrerschein", "fahrerlaubnis", "driving licence", "driver license"],
        },
        new("DE_DRIVER_LICENSE_SHAPE", IdentifierCategories.DriverLicense, 11, 11, IsGermanLicenceShape)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["führerschein", "fuehrerschein", "fahrerlaubnis", "driving licence", "driver license"],
        },
        new("KR_DRIVER_LICENSE", IdentifierCategories.DriverLicense, 12, 12, IsKoreanLicence)
        {
            HasCheckDigit = false,
            Forms = ["2_2_6_2"],
            Cues = ["운전면허", "면허번호", "driver license", "driver's license", "driving licence"],
        },
        new("IN_DRIVER_LICENSE", IdentifierCategories.DriverLicense, 15, 15, IsIndianLicence)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["driving licence", "driving license", "dl no", "dl number"],
        },
    ];

    /// <summary>British licence: five letters of the name filled up with 9, the date of birth around the month, 50 more for women, initials, a check, perhaps two digits of the issue (DVLA, INF45).</summary>
    public static bool IsBritishLicence(ReadOnlySpan<char> compact)
    {
        bool hasShape = compact.Length is 16 or 18 && Compact.HasShape(compact[5..], compact.Length == 16 ? "ddddddxxxaa" : "ddddddxxxaadd");
        if (!hasShape || !IsName(compact[..5]))
        {
            return false;
        }

        int month = Compact.Number(compact[6..8]);
        return month is (>= 1 and <= 12) or (>= 51 and <= 62) && Compact.Number(compact[8..10]) is >= 1 and <= 31;
    }

    /// <summary>Italian licence: two letters, seven digits and a letter; since 2013 U1 and seven letters or digits before the last letter (Ministero dei Trasporti).</summary>
    public static bool IsItalianLicence(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "aaddddddda") || Compact.HasShape(compact, "U1xxxxxxxa");

    /// <summary>German licence: the state from A to P, three digits of the authority, a serial of five, a check character and the issue (KBA, Fahrerlaubnisregister).</summary>
    public static bool IsGermanLicenceShape(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "adddxxxxxxx") && Compact.Upper(compact[0]) <= 'P' && (char.IsAsciiDigit(compact[9]) || Compact.IsOneOf(compact[9], "X"));

    /// <summary>German licence with its check character: weights 9 to 1, letters as 10 to 35, modulo 11, ten written as X.</summary>
    public static bool IsGermanLicence(ReadOnlySpan<char> compact) =>
        IsGermanLicenceShape(compact) && Compact.Upper(compact[9]) == "0123456789X"[CheckDigits.WeightedSum(compact, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11];

    /// <summary>Korean licence: the police agency from 11 to 28, a year, a serial of six and two check digits, whose rule is not published (KoROAD).</summary>
    public static bool IsKoreanLicence(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 12) && Compact.Number(compact[..2]) is >= 11 and <= 28;

    /// <summary>Indian licence: the state, the office, the year and seven digits (Ministry of Road Transport, Sarathi).</summary>
    public static bool IsIndianLicence(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "aaddddddddddddd") && Compact.Number(compact[4..8]) is >= 1950 and <= 2100;

    private static bool IsName(ReadOnlySpan<char> letters)
    {
        ReadOnlySpan<char> name = letters.TrimEnd('9');
        return !name.IsEmpty && !name.ContainsAnyInRange('0', '9');
    }
}
