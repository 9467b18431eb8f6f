using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

public sealed class PatternTests
{
    private static readonly Gen<string> Texts = Gen.Int[0, 13].Select(index => "abc07-. \n\"\\é_Z"[index]).Array[0, 7]
        .Select(characters => new string(characters));

    [Theory]
    [InlineData("")]
    [InlineData("^$")]
    [InlineData("^a*$")]
    [InlineData("ab")]
    [InlineData("^(a|b)+c?$")]
    [InlineData("^a|b$")]
    [InlineData("^[^abc]{2,3}$")]
    [InlineData("^[a-c\\d-]+$")]
    [InlineData("\\.0?")]
    [InlineData("^.{3}$")]
    [InlineData("^\\w\\W\\s?\\S*$")]
    [InlineData("^(?:a(b|0){1,2})*?$")]
    [InlineData("^(a?b?){3}$")]
    [InlineData("^[\\u00e9\\x61\"\\\\]+$")]
    [InlineData("^\\D{1,}$")]
    public void Parse_SupportedPattern_AllowsWhatItMatches(string pattern)
    {
        // In .NET, $ also matches before a line break at the end, and \d and \w are larger without the option.
        var regex = new Regex(pattern.Replace("$", "(?!\\n)$", StringComparison.Ordinal), RegexOptions.ECMAScript);
        string schema = new System.Text.Json.Nodes.JsonObject { ["type"] = "string", ["pattern"] = pattern }.ToJsonString();

        Texts.Sample(text => Assert.Equal(regex.IsMatch(text), ByteGrammar.Accepts(schema, Write(text))), iter: 300, threads: 1);
    }

    [Theory]
    [InlineData("a^")]
    [InlineData("a$b")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[b-a]")]
    [InlineData("[\\d-z]")]
    [InlineData("a{2")]
    [InlineData("a{3,2}")]
    [InlineData("a{5000}")]
    [InlineData("*a")]
    [InlineData("(?<n>a)")]
    [InlineData("(a)\\1")]
    [InlineData("\\bword")]
    [InlineData("\\p{L}")]
    [InlineData("\\u00")]
    [InlineData("\\")]
    public void Parse_OtherPattern_IsRefusedWithThePlace(string pattern)
    {
        string schema = new System.Text.Json.Nodes.JsonObject { ["type"] = "string", ["pattern"] = pattern }.ToJsonString();

        var exception = Assert.Throws<UnsupportedRequestException>(() => ByteGrammar.Accepts(schema, ""));
        Assert.Contains("at character", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date", "2024-02-29|2000-02-29|1999-12-31", "2023-02-29|1900-02-29|2024-04-31|2024-13-01|24-01-01")]
    [InlineData("time", "00:00:00|23:59:59.1234567", "24:00:00|12:00|12:00:60")]
    [InlineData("date-time", "2024-02-29T10:00:00Z|2024-01-01T10:00:00.5+02:00", "2024-01-01 10:00:00Z|2024-01-01T10:00:00")]
    [InlineData("uuid", "00000000-0000-0000-0000-00000000000A", "0000000000000000000000000000000A|x")]
    [InlineData("ipv4", "0.0.0.0|255.249.19.1", "256.0.0.1|01.0.0.1|1.2.3")]
    [InlineData("ipv6", "0:0:0:0:0:0:0:1|fe80:1:2:3:4:5:6:7", "::1|g:0:0:0:0:0:0:1")]
    [InlineData("hostname", "a|a-b.example", "-a|a..b|a_b")]
    [InlineData("uri", "https://example.org|http://a.example:80/b/c?d=e#f", "example.org|https://|ftp://example.org")]
    public void Format_Supported_AllowsTheRightTexts(string format, string allowed, string notAllowed)
    {
        string schema = $$"""{"type": "string", "format": "{{format}}"}""";

        Assert.All(allowed.Split('|'), text => Assert.True(ByteGrammar.Accepts(schema, $"\"{text}\""), text));
        Assert.All(notAllowed.Split('|'), text => Assert.False(ByteGrammar.Accepts(schema, $"\"{text}\""), text));
    }

    [Fact]
    public void Format_AnyAnswer_IsReadByDotNet()
    {
        GrammarVocabulary vocabulary = GrammarVocabulary.Load(ModelFolders.Demo);
        var readers = new Dictionary<string, Func<string, object>>
        {
            ["date"] = text => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture),
            ["time"] = text => TimeOnly.Parse(text, CultureInfo.InvariantCulture),
            ["date-time"] = text => JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\""),
            ["uuid"] = text => Guid.ParseExact(text, "D"),
            ["ipv4"] = IPAddress.Parse,
            ["ipv6"] = IPAddress.Parse,
            ["uri"] = text => new Uri(text, UriKind.Absolute),
            ["email"] = text => new System.Net.Mail.MailAddress(text),
        };

        foreach ((string format, Func<string, object> read) in readers)
        {
            for (int seed = 0; seed < 40; seed++)
            {
                (string text, bool isComplete) = vocabulary.Answer(vocabulary.Constrain($$"""{"type": "string", "format": "{{format}}"}"""), seed, 80);
                Assert.True(isComplete, text);
                Assert.NotNull(read(JsonSerializer.Deserialize<string>(text)!));
            }
        }
    }

    /// <summary>Writes a text as the engine does: escaped only where it must be.</summary>
    private static string Write(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
