namespace HybridInference;

/// <summary>Identifiers of India.</summary>
internal static class IndianIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("IN_AADHAAR", IdentifierCategories.NationalId, 12, 12, IsAadhaar)
        {
            Odds = 12,
            Forms = ["4_4_4"],
            Cues = ["aadhaar", "aadhar", "adhaar", "uidai", "आधार", "uid"],
        },
        new("IN_PAN", IdentifierCategories.TaxId, 10, 10, IsPan)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            IsStrong = true,
            HasCheckDigit = false,
            Cues = ["pan", "permanent account number", "income tax", "pan card"],
        },
        new("IN_GSTIN", IdentifierCategories.TaxId, 15, 15, IsGstin)
        {
            HasLetters = true,
            IsStrong = true,
            Cues = ["gst", "gstin", "goods and services tax"],
        },
        new("IN_PAN_SHAPE", IdentifierCategories.TaxId, 10, 10, IsPanShape)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["pan", "permanent account number", "income tax", "pan card"],
        },
        new("IN_GSTIN_SHAPE", IdentifierCategories.TaxId, 15, 15, IsGstinShape)
        {
            HasLetters = true,
            IsStrong = true,
            HasCheckDigit = false,
            Cues = ["gst", "gstin", "goods and services tax"],
        },
        new("IN_VOTER", IdentifierCategories.NationalId, 10, 10, IsVoterCard)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Cues = ["voter", "epic", "elector", "election"],
        },
    ];

    /// <summary>Aadhaar: twelve digits from 2 on, no palindrome, Verhoeff (UIDAI, "A UID Numbering Scheme").</summary>
    public static bool IsAadhaar(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 12) && compact[0] >= '2' && !IsPalindrome(compact) && Verhoeff.IsValid(compact);

    /// <summary>PAN: three letters, the kind of holder, a letter, four digits, a letter (Income Tax Department).</summary>
    public static bool IsPan(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "aaaaadddda") && Compact.IsOneOf(compact[3], "ABCEFGHJKLPT") && compact[5..9] is not "0000";

    /// <summary>A PAN with any letter for the kind of holder.</summary>
    public static bool IsPanShape(ReadOnlySpan<char> compact) => Compact.HasShape(compact, "aaaaadddda");

    /// <summary>GSTIN: a state, a PAN, the entity, Z, and Luhn modulo 36 (GSTN).</summary>
    public static bool IsGstin(ReadOnlySpan<char> compact) => IsGstinShape(compact) && CheckDigits.IsLuhn36(compact);

    /// <summary>A GSTIN with any check character: the state, the PAN and the Z in their places are rare by themselves.</summary>
    public static bool IsGstinShape(ReadOnlySpan<char> compact) =>
        Compact.HasShape(compact, "ddaaaaaddddaxZx")
        && Compact.Number(compact[..2]) is (>= 1 and <= 37) or 97 or 99
        && compact[12] != '0';

    /// <summary>Voter card: three letters and seven digits (Election Commission of India); no check digit.</summary>
    public static bool IsVoterCard(ReadOnlySpan<char> compact) => Compact.HasShape(compact, "aaaddddddd");

    private static bool IsPalindrome(ReadOnlySpan<char> digits)
    {
        for (int i = 0; i < digits.Length / 2; i++)
        {
            if (digits[i] != digits[^(i + 1)])
            {
                return false;
            }
        }

        return true;
    }
}
