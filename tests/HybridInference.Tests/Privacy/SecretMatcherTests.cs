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
        { "join --token {0}", "abcdef." + PiiText.Hexadecimal(16) },
        { "key {0}", PiiText.Hexadecimal(36) + "NRAL" },
        { "use {0}", PiiText.Random(14) + ".atlasv1." + PiiText.Random(64) },
        { "base {0}", "pat" + PiiText.Random(14) + "." + PiiText.Hexadecimal(64) },
        { "secret '{0}'", "abc8Q~" + PiiText.Random(34) },
        { "hash {0}", "$6$" + PiiText.Random(8) + "$" + PiiText.Random(86) },
        { "db.test:5432:main:app:{0}", "Sommer2031x" },
        { "machine api.test login maria password {0}", "Sommer2031x" },
        { "curl -u maria:{0} https://api.test", "Sommer2031x" },
        { "hasło: {0}", "Sommer2031x" },
        { "пароль: {0}", "Sommer2031x" },
        { "my password is {0}.", "Sommer2031#" },
        { "pw = '{0}'", "m{x}h(y)-_$#nobody" },
        { "<add key=\"Password\" value=\"{0}\" />", "CleartextPassword1" },
        { "{{\"kty\":\"oct\",\"k\":\"{0}\"}}", PiiText.Random(43) },
        { "https://store.test/c?sv=2024&sig={0}", PiiText.Random(42) },
        { "mongodb+srv://app:{0}@cluster0.example.net/db", "p@ss.w0rdX" },
        { "kind: Secret\ndata:\n  {0}", "user: bWFyaWE=\n  note: " + "c2VjcmV0" },
        { "PRIVATE_KEY_B64={0}", EncodedPrivateKey() },
        { "bot {0}", "123456789:AA" + PiiText.Random(33) },
        { "post to {0}", "https://hooks.slack.com/" + "services/T0/B0/" + PiiText.Random(30) },
        { "post to {0}", "hooks.slack.com/" + "services/T0/B0/" + PiiText.Random(30) },
        { "post to {0}", "https://hook.eu1.make.com/" + PiiText.Random(32) },
        { "key {0} ok", PiiText.Random(76) + "+A" + "St" + PiiText.Random(6) + "==" },
        { "key {0} ok", PiiText.Random(33) + "AI" + "oT" + PiiText.Random(6) + "=" },
        { "key {0} ok", PiiText.Random(42) + "Az" + "Se" + PiiText.Random(6) },
        { "login with {0}", "sha256~" + PiiText.Random(43) },
        { "refresh {0}", "1//0" + PiiText.Random(90) },
        { "header {0}", "SSWS 00" + PiiText.Random(40) },
        { "use {0}", "access_token$production$" + PiiText.Hexadecimal(16) + "$" + PiiText.Hexadecimal(32) },
        { "use {0}", PiiText.Random(6) + "_" + PiiText.Random(29) + "_mmk" },
        { "use {0}", "2" + PiiText.Random(26) + "_" + PiiText.Random(21) },
        { "use {0}", PiiText.Hexadecimal(32) + "-" + PiiText.Hexadecimal(8) + "-" + PiiText.Hexadecimal(8) },
        { "use {0}", PiiText.Hexadecimal(10) + "msh" + PiiText.Hexadecimal(15) + "p1" + PiiText.Hexadecimal(6) + "jsn" + PiiText.Hexadecimal(11) },
        { "use {0}", "API-" + PiiText.Random(26).ToUpperInvariant() },
        { "clone https://{0}@git.test/a.git", PiiText.Random(40) },
        { "vendorTOKEN-{0}", "123e4567-e89b-12d3-a456-426614174abc" },
        { "github_pat: {0}", PiiText.Random(52) },
        { "DB_PASSWORD={0}", "sesamstrasse" },
        { "CREATE USER maria IDENTIFIED BY '{0}';", "Sommer2031x" },
        { "sshpass -p '{0}' ssh host", "Sommer#2031" },
        { "change the password to {0}", "Sommer2031x" },
        { "lozinka: {0}", "Sommer2031x" },
        { "รหัสผ่าน: {0}", "Sommer2031x" },
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
    [InlineData("12:30:45:123:abc")]
    [InlineData("2001:1234:5678:9abc:def0")]
    [InlineData("password: {{ vault.password }}")]
    [InlineData("the password is stored elsewhere")]
    [InlineData("kind: Deployment\ndata:\n  user: maria")]
    [InlineData("costs $5 and $6 or $7 for you all")]
    [InlineData("RegKey = win32api.RegOpenKeyEx")]
    [InlineData("signature_method == SIGNATURE_HMAC_SHA256")]
    [InlineData("key_type: ecdsa-sha2-nistp256")]
    [InlineData("signature.ElementType == TensorElementType.Float16 ?")]
    [InlineData("app.py,sha256=04Ae_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T,1402")]
    [InlineData("API-REFERENCE-2024-OF-VERSION1")]
    [InlineData("test_ThisNameHasNoDigitsButThirtyX")]
    [InlineData("auth-service-7d9f8b6c5d-x2x4z")]
    [InlineData("auth-token-7d9f8b6c5d-x2x4z")]
    [InlineData("test_zoneDataMapUpdate32_routeRouteGetIn")]
    [InlineData("https://a.user.name.of.some.length@host.test/1")]
    [InlineData("connect(DB_PASSWORD=password)")]
    [InlineData("mkdir -p build/x64#1")]
    [InlineData("change password to unlock")]
    public void Detect_NoSecret_FindsNothing(string text) =>
        Assert.DoesNotContain(Detection.Of(text), match => match.Category == PiiCategories.Secret);

    [Fact]
    public void Detect_ReferenceToken_HasAVersionInside()
    {
        Assert.Single(Detection.Of(Base64("reftkn:01:1767225600:" + PiiText.Random(27))));
        Assert.Empty(Detection.Of(Base64("reftkn is what this begins with, no more" + " than that")));
    }

    [Fact]
    public void Detect_PuttyKey_EndsWithItsPrivateLines()
    {
        string lines = "Private-Lines: 1\n" + PiiText.Random(64);
        string text = "Public-Lines: 1\nAAAA\n" + lines + "\n";

        PiiMatch match = Assert.Single(Detection.Of(text), match => match.Score == 1);

        Assert.Equal(lines, text.Substring(match.Start, match.Length));
    }

    [Fact]
    public void Detect_PrivateKey_EndsWithItsEndLine()
    {
        string block = "-----BEGIN " + "PRIVATE KEY-----\n" + PiiText.Random(64) + "\n-----END " + "PRIVATE KEY-----";

        PiiMatch match = Assert.Single(Detection.Of($"before\n{block}\nafter"));

        Assert.Equal((7, block.Length), (match.Start, match.Length));
    }

    [Fact]
    public void Detect_HashOfAPackage_IsNoSecret() => Assert.Empty(Detection.Of("integrity sha512-" + PiiText.Random(60) + "/" + PiiText.Random(20) + "=="));

    private static string EncodedPrivateKey() => Base64("-----BEGIN " + "PRIVATE KEY-----\n" + PiiText.Random(64));

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(text));
}
