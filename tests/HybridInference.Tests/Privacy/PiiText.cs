using System.Globalization;
using System.Numerics;
using System.Text;

namespace HybridInference.Tests.Privacy;

/// <summary>More private-looking values, built at run time.</summary>
internal static class PiiText
{
    /// <summary>Letters and digits as a generator would draw them, always the same.</summary>
    public static string Random(int length, string alphabet = "aB3cD4eF5gH6iJ7kL8mN9pQ2rS0tUvWxYz", int seed = 7)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    public static string Hexadecimal(int length) => Random(length, "0123456789abcdef");

    public static string JsonWebToken() =>
        string.Join('.', Base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), Base64("{\"sub\":\"maria\"}"), Random(43));

    /// <summary>A British number with its check digits.</summary>
    public static string Iban(char? separator = null)
    {
        string account = "TEST" + new string('1', 14);
        string digits = string.Concat((account + "GB00").Select(Value));
        string iban = "GB" + (98 - (BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97)).ToString("00", CultureInfo.InvariantCulture) + account;
        return separator is null ? iban : string.Join(separator.Value, iban.Chunk(4).Select(group => new string(group)));
    }

    public static string SocialSecurityNumber() => string.Join('-', "321", "54", "9876");

    /// <summary>A Polish number without its country, with its check digits.</summary>
    public static string PolishAccount()
    {
        const string Account = "109010140000071219812874";
        BigInteger number = BigInteger.Parse(Account + "252100", CultureInfo.InvariantCulture);
        return (98 - (number % 97)).ToString("00", CultureInfo.InvariantCulture) + Account;
    }

    private static string Value(char character) => char.IsDigit(character) ? character.ToString() : (character - 'A' + 10).ToString(CultureInfo.InvariantCulture);

    private static string Base64(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=');
}
