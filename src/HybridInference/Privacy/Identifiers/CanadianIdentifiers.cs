namespace HybridInference;

/// <summary>Identifiers of Canada.</summary>
internal static class CanadianIdentifiers
{
    public static IdentifierScheme[] Schemes { get; } =
    [
        new("CA_SIN", IdentifierCategories.NationalId, 9, 9, IsSocialInsuranceNumber)
        {
            Odds = 13,
            Forms = ["3_3_3"],
            Cues = ["sin", "social insurance", "assurance sociale", "nas"],
        },
        new("CA_BN", IdentifierCategories.OrgId, 9, 15, IsBusinessNumber)
        {
            HasLetters = true,
            Cues = ["business number", "bn", "gst", "hst", "numéro d'entreprise"],
        },
        new("CA_ON_HEALTH", IdentifierCategories.MedicalId, 10, 12, IsOntarioHealthNumber)
        {
            HasLetters = true,
            IsLocal = true,
            Forms = ["4_3_3", "4_3_3_2"],
            Cues = ["ohip", "health card", "health number", "carte santé"],
        },
        new("CA_BC_HEALTH", IdentifierCategories.MedicalId, 10, 10, IsBritishColumbiaHealthNumber)
        {
            Odds = 110,
            Forms = ["4_3_3"],
            Cues = ["phn", "personal health number", "services card"],
        },
        new("CA_QC_HEALTH", IdentifierCategories.MedicalId, 12, 12, IsQuebecHealthNumber)
        {
            Start = IdentifierStart.Letter,
            HasLetters = true,
            HasCheckDigit = false,
            Forms = ["4_4_4"],
            Cues = ["ramq", "assurance maladie", "health insurance"],
        },
    ];

    /// <summary>Social insurance number: Luhn; none starts with 0 or 8 (Service Canada, SIN Code of Practice).</summary>
    public static bool IsSocialInsuranceNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 9) && compact[0] is not ('0' or '8') && CheckDigits.IsLuhn(compact);

    /// <summary>Business number: Luhn over nine digits, then perhaps a programme account such as RT0001 (Canada Revenue Agency).</summary>
    public static bool IsBusinessNumber(ReadOnlySpan<char> compact) =>
        compact.Length is 9 or 15
        && Compact.IsDigits(compact[..9], 9)
        && !Compact.IsUniform(compact[..9])
        && CheckDigits.IsLuhn(compact[..9])
        && (compact.Length == 9 || IsAccount(compact[9..]));

    /// <summary>Ontario health number: Luhn over ten digits from 1 on, perhaps two letters of the version (Ministry of Health, OHIP).</summary>
    public static bool IsOntarioHealthNumber(ReadOnlySpan<char> compact) =>
        compact.Length is 10 or 12
        && Compact.IsDigits(compact[..10], 10)
        && compact[0] != '0'
        && (compact.Length == 10 || Compact.HasShape(compact[10..], "aa"))
        && CheckDigits.IsLuhn(compact[..10]);

    /// <summary>Health number of British Columbia: 9, weights 2, 4, 8, 5, 10, 9, 7, 3, complement to eleven, never ten (Ministry of Health, PHN check digit).</summary>
    public static bool IsBritishColumbiaHealthNumber(ReadOnlySpan<char> compact) =>
        Compact.IsDigits(compact, 10)
        && compact[0] == '9'
        && !Compact.IsUniform(compact)
        && CheckDigits.Complement11(CheckDigits.WeightedSum(compact[1..], [2, 4, 8, 5, 10, 9, 7, 3])) == compact[9] - '0';

    /// <summary>Health number of Quebec: four letters of the name, the date of birth with 50 more on a woman's month, two digits (RAMQ).</summary>
    public static bool IsQuebecHealthNumber(ReadOnlySpan<char> compact)
    {
        if (!Compact.HasShape(compact, "aaaadddddddd"))
        {
            return false;
        }

        int month = Compact.Number(compact[6..8]);
        return BirthDate.ExistsInSomeCentury(Compact.Number(compact[4..6]), month > 50 ? month - 50 : month, Compact.Number(compact[8..10]));
    }

    private static bool IsAccount(ReadOnlySpan<char> account) =>
        Compact.HasShape(account, "aadddd") && Compact.Upper(account[0]) == 'R' && Compact.IsOneOf(account[1], "CDEGMNPRTZ");
}
