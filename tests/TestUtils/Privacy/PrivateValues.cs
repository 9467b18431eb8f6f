using System.Globalization;
using System.Numerics;
using System.Text;

namespace HybridInference.TestUtils;

/// <summary>Makes private-looking values by chance, each with the form and check digits of its kind. None belongs to anybody.</summary>
public sealed class PrivateValues(Random random)
{
    private const string Digits = "0123456789";
    private const string Lowers = "abcdefghijklmnopqrstuvwxyz";
    private const string Uppers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly Func<PrivateValues, string>[] _kinds =
    [
        values => values.Email(), values => values.CardNumber(), values => values.Iban(), values => values.SocialSecurityNumber(),
        values => values.Phone(), values => values.CloudKey(), values => values.RepositoryToken(), values => values.JsonWebToken(),
        values => values.PrivateKey(), values => values.HardwareAddress(),
    ];

    public string Any() => _kinds[random.Next(_kinds.Length)](this);

    public string Email() => $"{Text(Lowers, 5)}.{Text(Lowers, 7)}@{Text(Lowers, 8)}.test.org";

    /// <summary>Sixteen digits, the last one by Luhn's formula.</summary>
    public string CardNumber()
    {
        string digits = "4" + Text(Digits, 14);
        int sum = digits.Reverse().Select((digit, index) => Weighted(digit - '0', index % 2 == 0)).Sum();
        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>A German number with its check digits (ISO 13616).</summary>
    public string Iban()
    {
        string account = Text(Digits, 18);
        BigInteger remainder = BigInteger.Parse(account + "131400", CultureInfo.InvariantCulture) % 97;
        return "DE" + (98 - (int)remainder).ToString("00", CultureInfo.InvariantCulture) + account;
    }

    public string SocialSecurityNumber() => $"{random.Next(100, 600)}-{random.Next(10, 99)}-{random.Next(1000, 9999)}";

    public string Phone() => $"+44 20 7946 0{random.Next(100, 999)}";

    public string CloudKey() => "AKIA" + Text(Uppers + "234567", 16);

    public string RepositoryToken() => "ghp_" + Text(Uppers + Lowers + Digits, 36);

    public string JsonWebToken() =>
        $"{Base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Base64($"{{\"sub\":\"{Text(Lowers, 8)}\"}}")}.{Text(Uppers + Lowers + Digits, 43)}";

    public string PrivateKey() => $"-----BEGIN {"PRIVATE"} KEY-----{Text(Uppers + Lowers + Digits, 64)}-----END {"PRIVATE"} KEY-----";

    public string HardwareAddress() => string.Join(':', Enumerable.Range(0, 6).Select(_ => Text("23456789ABCDEF", 2)));

    private static int Weighted(int digit, bool doubled) => !doubled ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;

    private static string Base64(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=');

    private string Text(string alphabet, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
