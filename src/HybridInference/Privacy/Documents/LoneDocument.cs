namespace HybridInference;

/// <summary>What a text that is nothing but letters and digits can be, by its shape. There is no check digit, so the score stays low.</summary>
internal static class LoneDocument
{
    /// <summary>British (five letters of the name, six digits, initials, a check) and Italian (two letters, digits, a letter) licences.</summary>
    /// <remarks>DVLA, "Your driver number"; Italian Ministry of Transport, licence field 5.</remarks>
    private static readonly string[] DriverLicenses = ["aaaaaddddddxxdaa", "aaaaaddddddaaxaa", "aaddddddda", "aadddddddda"];

    /// <summary>One to three letters and six to eight digits, or the Korean form with a letter in the middle.</summary>
    /// <remarks>ICAO Doc 9303-4; Korean Ministry of Foreign Affairs, passports since 2021.</remarks>
    public static bool IsPassport(ReadOnlySpan<char> value)
    {
        int letters = value.IndexOfAnyInRange('0', '9');
        bool hasPlainShape = letters is >= 1 and <= 3 && value.Length - letters is >= 6 and <= 8 && !value[letters..].ContainsAnyExceptInRange('0', '9');
        return hasPlainShape || Compact.HasShape(value, "adddadddd");
    }

    public static bool IsDriverLicense(ReadOnlySpan<char> value)
    {
        foreach (string shape in DriverLicenses)
        {
            if (Compact.HasShape(value, shape))
            {
                return true;
            }
        }

        return false;
    }
}
