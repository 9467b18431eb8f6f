namespace HybridInference;

/// <summary>The categories of private data that the built-in detector finds.</summary>
public static class PiiCategories
{
    /// <summary>Passwords, keys, tokens and other credentials.</summary>
    public const string Secret = "SECRET";

    /// <summary>E-mail addresses.</summary>
    public const string Email = "EMAIL";

    /// <summary>Telephone numbers.</summary>
    public const string Phone = "PHONE";

    /// <summary>Payment card numbers.</summary>
    public const string CreditCard = "CREDIT_CARD";

    /// <summary>International bank account numbers.</summary>
    public const string Iban = "IBAN";

    /// <summary>Social security numbers and individual taxpayer numbers of the United States.</summary>
    public const string UsSsn = "US_SSN";

    /// <summary>Addresses and networks of the Internet Protocol, version 4 and 6.</summary>
    public const string Ip = "IP";

    /// <summary>Hardware addresses.</summary>
    public const string Mac = "MAC";

    /// <summary>Addresses of crypto-currency wallets.</summary>
    public const string Crypto = "CRYPTO";

    /// <summary>Web addresses.</summary>
    public const string Url = "URL";

    /// <summary>Numbers by which a state identifies a person.</summary>
    public const string NationalId = "NATIONAL_ID";

    /// <summary>Tax numbers of persons and companies.</summary>
    public const string TaxId = "TAX_ID";

    /// <summary>Numbers of patients, health insurances and prescribers.</summary>
    public const string MedicalId = "MEDICAL_ID";

    /// <summary>Register numbers of companies.</summary>
    public const string OrgId = "ORG_ID";

    /// <summary>Domestic bank account and routing numbers.</summary>
    public const string BankAccount = "BANK_ACCOUNT";

    /// <summary>Passport numbers.</summary>
    public const string Passport = "PASSPORT";

    /// <summary>Driver's licence numbers.</summary>
    public const string DriverLicense = "DRIVER_LICENSE";

    /// <summary>Vehicle identification numbers.</summary>
    public const string Vin = "VIN";

    /// <summary>Dates of birth.</summary>
    public const string DateOfBirth = "DOB";

    /// <summary>Postal addresses. Not found by the built-in detector.</summary>
    public const string Address = "ADDRESS";

    /// <summary>Names of persons. Not found by the built-in detector.</summary>
    public const string Person = "PERSON";

    /// <summary>
    /// Not a finding of the detector: a part of the request that nobody here can read, such as
    /// <see cref="Microsoft.Extensions.AI.ChatOptions.RawRepresentationFactory"/> or a provider's own object.
    /// </summary>
    public const string Unreadable = "UNREADABLE";

    /// <summary>Every category that a value can have.</summary>
    internal static readonly string[] All =
    [
        Secret, Email, Phone, CreditCard, Iban, UsSsn, Ip, Mac, Crypto, Url, NationalId, TaxId, MedicalId, OrgId, BankAccount,
        Passport, DriverLicense, Vin, DateOfBirth, Address, Person,
    ];
}
