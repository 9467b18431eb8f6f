using CsCheck;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Privacy;

public sealed class PiiDetectorPropertyTests
{
    private const string Alphabet = "@.-_:/=> +()0123456789aefkosyJAGIKEN\"'\n\u200B\uFF11\uD835\uDFCF\u00A0é中😀[]";

    /// <summary>The kinds that a shorter text can be of may overlap.</summary>
    private const int LongestLoneValue = 48;

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Gen.String[Gen.Char[Alphabet], 0, 300]);

    [Fact]
    public void Detect_AnyText_MatchesAreInsideItInOrderAndApart() =>
        Texts.Sample(text =>
        {
            int end = 0;
            foreach (PiiMatch match in Detection.Of(text).Where(match => text.Length > LongestLoneValue || match.Score >= PiiMatch.RedactionThreshold))
            {
                Assert.True(match.Start >= end && match.Length > 0);
                Assert.InRange(match.Score, 0.01, 1);
                end = match.Start + match.Length;
            }

            Assert.True(end <= text.Length);
        });

    [Fact]
    public void ContainsAny_AnyText_AgreesWithDetect() =>
        Texts.Sample(text =>
            Assert.Equal(Detection.Of(text).Exists(match => match.Score >= PiiMatch.RoutingThreshold), PiiDetector.Default.ContainsAny(text)));

    [Fact]
    public void Detect_ValueBetweenAnyTexts_IsStillFound() =>
        Gen.Select(Texts, Texts).Sample((before, after) =>
        {
            string iban = PiiText.Iban();
            Assert.Contains(Detection.Of($"{before}\n, {iban} ,\n{after}"), match => match.Category == PiiCategories.Iban && match.Length == iban.Length);
        });

    [Fact]
    public void Detect_TextInChunksAtLineEnds_FindsTheSame()
    {
        string[] lines = [$"mail {PrivateText.Email()}\n", "nothing here\n", $"card {PrivateText.CardNumber()}\n"];

        Assert.Equal(lines.Sum(line => Detection.Of(line).Count), Detection.Of(string.Concat(lines)).Count);
    }

    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog, twice - at noon. See chapter 12: it's 3 > 2.")]
    [InlineData("public int Count => _items.Count; // TODO: 42 items = 100 %, x[1] == 2")]
    [InlineData("Grüße aus dem Süden – „nichts“ zu sehen, 12 Äpfel\u00A0und 3 Birnen")]
    [InlineData("see you at 12, or at 9 and 10")]
    [InlineData("see you at \U0001D7CF\U0001D7D0 🤔, or at 9")]
    public async Task Detect_NothingPrivate_AllocatesNothing(string text)
    {
        var matches = new List<PiiMatch>();

        Assert.Equal(0, await Allocations.OfCallAsync(() => PiiDetector.Default.Detect(text, matches)));
        Assert.Equal(0, await Allocations.OfCallAsync(() => PiiDetector.Default.ContainsAny(text)));
        Assert.Empty(matches);
    }

    [Fact]
    public void Detect_TimesInSeconds_AreNotPrivate() =>
        Gen.Int[1_600_000_000, 1_900_000_000].Sample(seconds =>
            !PiiDetector.Default.ContainsAny(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)), iter: 5000);
}
