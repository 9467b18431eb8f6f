namespace HybridInference;

/// <summary>What a word in front of a value says about it.</summary>
[Flags]
internal enum Cue
{
    None = 0,
    Card = 1,
    Iban = 1 << 1,
    SocialSecurity = 1 << 2,
    Phone = 1 << 3,
    BirthDate = 1 << 4,
    Account = 1 << 5,
    Passport = 1 << 6,
    DriverLicense = 1 << 7,
    Vin = 1 << 8,
    NationalId = 1 << 9,
    TaxId = 1 << 10,
    MedicalId = 1 << 11,
    OrgId = 1 << 12,

    /// <summary>The value is something that nobody need hide: a version, an order, an amount.</summary>
    Other = 1 << 13,
}
