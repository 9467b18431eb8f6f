using System.Text;

namespace HybridInference;

/// <summary>Makes the key under which different spellings of one value are the same value.</summary>
internal static class ValueKey
{
    public static string Of(string category, string text) => category switch
    {
        RedactedValue.Literal or PiiCategories.Secret or PiiCategories.Crypto or PiiCategories.Url => text,
        PiiCategories.Phone => OfPhone(text),
        _ => IsNumber(category) ? Compact(text) : WithSingleSpaces(text),
    };

    /// <summary>Whether values of a category are written with and without separators.</summary>
    public static bool IsNumber(string category) => category
        is PiiCategories.CreditCard or PiiCategories.Iban or PiiCategories.UsSsn or PiiCategories.NationalId or PiiCategories.TaxId
        or PiiCategories.MedicalId or PiiCategories.OrgId or PiiCategories.BankAccount or PiiCategories.Passport
        or PiiCategories.DriverLicense or PiiCategories.Vin or PiiCategories.Mac;

    /// <summary>Returns the letters, in upper case, and the digits.</summary>
    public static string Compact(string text) => Fold(text, char.IsLetterOrDigit);

    /// <summary>Returns the digits.</summary>
    public static string Digits(string text) => Fold(text, char.IsAsciiDigit);

    /// <summary>A number with its country where that is clear: it is written with it, or the number is a North American one.</summary>
    private static string OfPhone(string text)
    {
        string digits = Digits(text.Replace("(0)", "", StringComparison.Ordinal));
        if (text.AsSpan().TrimStart("( ").StartsWith("+"))
        {
            return digits;
        }

        if (digits.StartsWith("00", StringComparison.Ordinal) && CallingCodes.TryFind(digits.AsSpan(2), out _, out _))
        {
            return digits[2..];
        }

        return NorthAmericanNumber.IsValid(digits) ? "1" + digits : IsNorthAmericanWithCode(digits) ? digits : "national " + digits;
    }

    private static bool IsNorthAmericanWithCode(string digits) =>
        digits.StartsWith('1') && NorthAmericanNumber.IsValid(digits.AsSpan(1));

    private static string WithSingleSpaces(string text) =>
        string.Join(' ', Fold(text, _ => true).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Fold(string text, Func<char, bool> keep)
    {
        var key = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char folded = char.ToUpperInvariant(TextFolding.Fold(text, i));
            if (folded != TextFolding.Invisible && keep(folded))
            {
                key.Append(folded);
            }
        }

        return key.ToString();
    }
}
