namespace HybridInference;

/// <summary>The categories of the identifier schemes.</summary>
internal static class IdentifierCategories
{
    public const string NationalId = "NATIONAL_ID";
    public const string TaxId = "TAX_ID";
    public const string MedicalId = "MEDICAL_ID";
    public const string OrgId = "ORG_ID";
    public const string BankAccount = "BANK_ACCOUNT";
    public const string UsSsn = "US_SSN";
    public const string Vin = "VIN";
    public const string Passport = "PASSPORT";
    public const string DriverLicense = "DRIVER_LICENSE";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [NationalId, TaxId, MedicalId, OrgId, BankAccount, UsSsn, Vin, Passport, DriverLicense];
}
