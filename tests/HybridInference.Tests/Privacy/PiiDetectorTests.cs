using CsCheck;

namespace HybridInference.Tests.Privacy;

public sealed class PiiDetectorTests
{
    public static TheoryData<string, string> PrivateValues => new()
    {
        { PiiCategories.Email, PrivateText.Email() },
        { PiiCategories.Email, "jörg.müller+x@bücher.example" },
        { PiiCategories.CreditCard, PrivateText.CardNumber() },
        { PiiCategories.CreditCard, PrivateText.CardNumber(' ') },
        { PiiCategories.CreditCard, PrivateText.CardNumber('-') },
        { PiiCategories.Secret, PrivateText.Key("sk-", 40) },
        { PiiCategories.Secret, PrivateText.Key("ghp_", 36) },
        { PiiCategories.Secret, PrivateText.Key("AKIA", 16).ToUpperInvariant() },
        { PiiCategories.Secret, "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIB" },
    };

    [Theory]
    [MemberData(nameof(PrivateValues))]
    public void Detect_ValueInASentence_IsFoundWhereItStands(string category, string value)
    {
        string text = "Please keep " + value;

        PiiMatch match = Assert.Single(Detect(text));

        Assert.Equal(category, match.Category);
        Assert.Equal(value, text.Substring(match.Start, match.Length));
        Assert.InRange(match.Score, PiiMatch.RoutingThreshold, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Meet me @ noon.")]
    [InlineData("user@localhost is not an address")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("The number 12345678901234567890 is too long")]
    [InlineData("A task-list and a sk-short key")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    public void Detect_LookAlike_FindsNothing(string text) => Assert.Empty(Detect(text));

    [Fact]
    public void Detect_AnyTextAroundAnAddress_StillFindsIt() =>
        Gen.Select(Gen.String, Gen.String).Sample((before, after) =>
            Detect($"{before} {PrivateText.Email()} {after}").Any(match => match.Category == PiiCategories.Email));

    [Fact]
    public void Detect_AnyText_MatchesLieInsideIt() =>
        Gen.String[Gen.Char["@.-_0123456789 skAKIAeyJa"], 0, 200].Sample(text =>
            Detect(text).All(match => match.Start >= 0 && match.Length > 0 && match.Start + match.Length <= text.Length));

    [Fact]
    public void ToString_Match_HasNoValue()
    {
        PiiMatch match = Assert.Single(Detect(PrivateText.Email()));

        Assert.DoesNotContain("maria", match.ToString());
    }

    private static List<PiiMatch> Detect(string text)
    {
        var matches = new List<PiiMatch>();
        PiiDetector.Default.Detect(text, matches);
        return matches;
    }
}
