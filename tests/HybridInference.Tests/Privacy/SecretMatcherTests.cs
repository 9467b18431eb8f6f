namespace HybridInference.Tests.Privacy;

public sealed class SecretMatcherTests
{
    private static readonly string Key = PiiText.Random(40);

    public static TheoryData<string, string> Secrets => new()
    {
        { "token {0} ", "ghp_" + PiiText.Random(36) },
        { "use {0}.", "sk_live_" + PiiText.Random(24) },
        { "xox: {0}", "xoxb-" + PiiText.Random(30) },
        { "Authorization: Bearer {0}", PiiText.JsonWebToken() },
        { "eyes {0}", PiiText.JsonWebToken() },
        { "api_key = \"{0}\"", Key },
        { "{{\"clientSecret\": \"{0}\"}}", Key },
        { "export VENDOR_TOKEN={0}", Key },
        { "<vendorToken>\n    {0}\n</vendorToken>", Key },
        { "setProperty(\"VENDOR_TOKEN\", \"{0}\")", Key },
        { "vendor secret key {0}", Key },
        { "password: {0}", "tr0ub4dor&3" },
        { "Server=db;User Id=sa;Password={0};", "Sommer!2031x" },
        { "curl --password {0}", "Sommer#2031" },
        { "postgres://app:{0}@db:5432/main", "s3cr3tpw" },
        { "Authorization: Basic {0}", "bWFyaWE6" + PiiText.Random(12) },
        { "mail {0}", PiiText.Hexadecimal(32) + "-us12" },
        { "bot {0}", "123456789:AA" + PiiText.Random(33) },
        { "post to {0}", "https://hooks.slack.com/" + "services/T0/B0/" + PiiText.Random(30) },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Detect_Secret_IsFoundWhereItStands(string format, string value)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, value);

        PiiMatch match = Assert.Single(Detection.Of(text), match => match.Category == PiiCategories.Secret);

        Assert.Equal(value, text.Substring(match.Start, match.Length));
        Assert.InRange(match.Score, PiiMatch.RoutingThreshold, 1);
    }

    [Theory]
    [InlineData("password: required")]
    [InlineData("password = getPassword()")]
    [InlineData("password = ${DB_PASSWORD}")]
    [InlineData("api_key: \"your-api-key-goes-here-1\"")]
    [InlineData("token = xxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("max_tokens: 4096")]
    [InlineData("a task-list and a sk-short key")]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("https://host:8000/path@2x")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    public void Detect_NoSecret_FindsNothing(string text) =>
        Assert.DoesNotContain(Detection.Of(text), match => match.Category == PiiCategories.Secret);

    [Fact]
    public void Detect_PrivateKey_EndsWithItsEndLine()
    {
        string block = "-----BEGIN " + "PRIVATE KEY-----\n" + PiiText.Random(64) + "\n-----END " + "PRIVATE KEY-----";

        PiiMatch match = Assert.Single(Detection.Of($"before\n{block}\nafter"));

        Assert.Equal((7, block.Length), (match.Start, match.Length));
    }

    [Fact]
    public void Detect_HashOfAPackage_IsNoSecret() => Assert.Empty(Detection.Of("integrity sha512-" + PiiText.Random(60) + "/" + PiiText.Random(20) + "=="));
}
