using System.Text;
using HybridInference.Tests.Client;
using HybridInference.Tests.Privacy.Rules;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Privacy;

/// <summary>The decimal digits of every script are read as digits.</summary>
public sealed class ScriptDigitTests
{
    private const string Phone = "02079460958";

    /// <summary>The zero of each script, beyond the Basic Multilingual Plane too.</summary>
    public static TheoryData<int> Zeros =>
        [.. Enumerable.Range(0x80, 0x10FF80).Where(code => Rune.IsValid(code) && new Rune(code) is var rune && Rune.IsDigit(rune) && Rune.GetNumericValue(rune) == 0)];

    [Fact]
    public void Zeros_OfThisRuntime_AreInBothPlanes()
    {
        int[] zeros = [.. Zeros.Select(zero => zero.Data)];

        Assert.Superset(new HashSet<int> { '٠', '०', '๐', '０', 0x104A0, 0x1D7CE, 0x1D7F6, 0x1E950, 0x1FBF0 }, zeros.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Zeros))]
    public void Detect_DigitsOfAScript_AreDigits(int zero)
    {
        string number = Written(Phone, zero);

        PiiMatch match = Assert.Single(Detection.SureOf($"phone {number}."));

        Assert.Equal((PiiCategories.Phone, 6, number.Length), (match.Category, match.Start, match.Length));
    }

    [Theory]
    [MemberData(nameof(Zeros))]
    public void Append_DigitsCutAnywhere_FindsWhatOneScanFinds(int zero)
    {
        string number = Written(Phone, zero);
        var matches = new List<PiiStreamMatch>();
        var scanner = new PiiStreamScanner();
        foreach (char character in $"phone {number}.")
        {
            scanner.Append([character], matches);
        }

        scanner.Complete(matches);

        PiiStreamMatch match = Assert.Single(matches);
        Assert.Equal((PiiCategories.Phone, 6L, number.Length), (match.Category, match.Start, match.Length));
    }

    [Fact]
    public void Detect_HalfOfADigitBesideAValue_IsNoPartOfIt()
    {
        string card = Written(PrivateText.CardNumber(), 0x1D7CE);

        PiiMatch match = Assert.Single(Detection.SureOf($"card \uDFCE{card}\uD835 \U0001D400\U0001F914"));

        Assert.Equal((PiiCategories.CreditCard, 6, card.Length), (match.Category, match.Start, match.Length));
    }

    [Fact]
    public void Detect_TermWithDigitsOfAScript_IsTheTerm()
    {
        string term = "Project " + Written("47", 0x1D7CE);

        PiiMatch match = Assert.Single(Detection.Of($"about {term}, see", new TermDetector(["project 47"], "CONFIDENTIAL")));

        Assert.Equal((6, term.Length), (match.Start, match.Length));
    }

    [Fact]
    public void Add_SameNumberInDigitsOfAScript_SameToken()
    {
        using var map = new RedactionMap();

        Assert.Equal(
            map.Add(PiiCategories.CreditCard, PrivateText.CardNumber()).Token, map.Add(PiiCategories.CreditCard, Written(PrivateText.CardNumber(), 0x1D7CE)).Token);
        Assert.Equal(
            map.Add(PiiCategories.Person, "agent 47").Token, map.Add(PiiCategories.Person, "agent " + Written("47", 0x1D7CE)).Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CardInDigitsOfAScript_StaysHere(bool streaming)
    {
        var hybrid = new TestHybrid(FakeChatClient.Replying("here"), FakeChatClient.Replying("there"));

        await hybrid.Client.SendAsync(streaming, $"Charge {Written(PrivateText.CardNumber(), 0x1D7CE)}.", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(hybrid.Remote.Requests);
        Assert.Single(hybrid.Local.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_RedactedCardInDigitsOfAScript_LeavesBehindThePlaceholderOfTheNumber(bool streaming)
    {
        string card = PrivateText.CardNumber();
        var hybrid = new TestHybrid(
            PrivateRequests.Down(), FakeChatClient.Replying("ok"), options: PrivateRequests.Handling((PiiCategories.CreditCard, PrivateDataHandling.RedactThenRemote)));

        await hybrid.Client.SendAsync(streaming, $"{Written(card, 0x1D7CE)}, {card}", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("[CREDIT_CARD_1], [CREDIT_CARD_1]", Assert.Single(hybrid.Remote.Requests).Text);
    }

    /// <summary>A number with the digits of a script.</summary>
    private static string Written(string number, int zero) =>
        string.Concat(number.Select(sign => char.IsAsciiDigit(sign) ? char.ConvertFromUtf32(zero + sign - '0') : sign.ToString()));
}
