namespace HybridInference;

/// <summary>A kind of number that only the word before it gives away.</summary>
/// <param name="Cue">The word.</param>
/// <param name="Category">The category.</param>
/// <param name="MinLength">The least number of letters and digits.</param>
/// <param name="MaxLength">The greatest number of letters and digits.</param>
internal sealed record DocumentKind(Cue Cue, string Category, int MinLength, int MaxLength)
{
    /// <summary>The words of all kinds.</summary>
    public const Cue Cues = Cue.Passport | Cue.DriverLicense | Cue.Vin | Cue.MedicalId | Cue.TaxId | Cue.OrgId | Cue.NationalId | Cue.Account;

    /// <summary>The kinds, the more special first.</summary>
    /// <remarks>Lengths: ICAO Doc 9303-4 (passports), AAMVA DL/ID card standard (licences), ISO 3779 (vehicles), the states' own rules for the rest.</remarks>
    public static readonly DocumentKind[] All =
    [
        new(Cue.Passport, PiiCategories.Passport, 7, 9),
        new(Cue.DriverLicense, PiiCategories.DriverLicense, 7, 18),
        new(Cue.Vin, PiiCategories.Vin, 17, 17),
        new(Cue.MedicalId, PiiCategories.MedicalId, 6, 12),
        new(Cue.TaxId, PiiCategories.TaxId, 8, 15),
        new(Cue.OrgId, PiiCategories.OrgId, 6, 14),
        new(Cue.NationalId, PiiCategories.NationalId, 7, 18),
        new(Cue.Account, PiiCategories.BankAccount, 7, 17),
    ];

    /// <summary>Returns the kind that the words beside a number of some length name.</summary>
    public static DocumentKind? Find(in CueWindow cues, int length)
    {
        foreach (DocumentKind kind in All)
        {
            if (kind.HasLength(length) && cues.Names(kind.Cue))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Returns the kind that a word names for a number of some length.</summary>
    public static DocumentKind? Find(Cue cue, int length)
    {
        foreach (DocumentKind kind in All)
        {
            if (kind.HasLength(length) && (cue & kind.Cue) != 0)
            {
                return kind;
            }
        }

        return null;
    }

    private bool HasLength(int length) => length >= MinLength && length <= MaxLength;
}
