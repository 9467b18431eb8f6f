using System.Text;
using CsCheck;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Privacy;

/// <summary>Values that are written with escapes or as Base64.</summary>
public sealed class EncodedTextDetectorTests
{
    private static readonly EncodedTextDetector Detector = new(PiiDetector.Default);

    public static TheoryData<string> Encodings => new("%40", "%2540", "%252540", "\\u0040", "\\\\u0040", "\\x40", "\\@", "&#64;", "&#x40;", "&amp;#64;", "&commat;", "%EF%BC%A0");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Detect_EscapedSign_MatchIsAllThatStandsForTheValue(string sign)
    {
        string value = PrivateText.Email().Replace("@", sign, StringComparison.Ordinal);

        Assert.Equal([new PiiMatch(PiiCategories.Email, 4, value.Length, 0.95)], Detection.Of($"to: {value}.", Detector));
    }

    /// <summary>A digit and an invisible mark beyond the Basic Multilingual Plane.</summary>
    [Theory]
    [InlineData("4", "%F0%9D%9F%92")]
    [InlineData("4", "&#120786;")]
    [InlineData("4", "&#x1D7D2;")]
    [InlineData("4", "\\uD835\\uDFD2")]
    [InlineData("4", "%25F0%259D%259F%2592")]
    [InlineData("", "%F3%A0%81%81")]
    [InlineData("", "&#xE0041;")]
    [InlineData("", "\\uDB40\\uDC41")]
    public void Detect_EscapedCharacterOfTwoHalves_MatchIsAllThatStandsForTheValue(string plain, string escaped)
    {
        string card = PrivateText.CardNumber();
        int place = plain.Length == 0 ? 3 : 0;
        Assert.Equal(plain, card.Substring(place, plain.Length));
        string value = card.Remove(place, plain.Length).Insert(place, escaped);

        PiiMatch match = Assert.Single(Detection.Of($"card: {value}.", Detector));

        Assert.Equal((PiiCategories.CreditCard, 6, value.Length), (match.Category, match.Start, match.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Detect_Base64_MatchIsTheWholeRun(bool isUrl)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"<<???>> {PrivateText.Email()} ~~~");
        string run = isUrl ? System.Buffers.Text.Base64Url.EncodeToString(bytes) : Convert.ToBase64String(bytes).TrimEnd('=');

        Assert.Equal([new PiiMatch(PiiCategories.Email, 5, run.Length, 0.95)], Detection.Of($"see: {run}, please", Detector));
    }

    [Theory]
    [InlineData("100 % sure & C:\\temp\\x, \\d+ %zz &nosuch; &; \\u12 %4")]
    [InlineData("src/HybridInference/Privacy/Redaction and AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Detect_WhatOnlyLooksLikeIt_IsNothing(string text) => Assert.Empty(Detection.Of(text, Detector));

    [Fact]
    public void Detect_AnyText_FindsWhatTheInnerOneDoesAndStaysWithinTheText() =>
        Gen.String[Gen.Char["\\u0040%&#;x64a1. @=+/"], 0, 200].Sample(noise =>
        {
            string text = $"{noise} {PrivateText.Email()} {noise}";

            List<PiiMatch> matches = Detection.Of(text, Detector);

            Assert.All(matches, match => Assert.InRange(match.Start + match.Length, match.Length, text.Length));
            Assert.Contains(matches, match => text.Substring(match.Start, match.Length).Contains("maria.example", StringComparison.Ordinal));
        });

    [Fact]
    public void Detect_EscapedValuesFarApart_AreFoundWhereTheyStand() =>
        Gen.Select(Gen.Int[0, 3000].Array[1, 6], Gen.OneOf(Gen.Const("Nothing private.\n"), Gen.Const("nothing private "), Gen.Const("C:\\temp is 100 %, ")), Gen.OneOf(Gen.Const("%2540"), Gen.Const("\\u0040")))
            .Sample((lengths, filler, sign) =>
            {
                string value = PrivateText.Email().Replace("@", sign, StringComparison.Ordinal);
                var text = new StringBuilder("#");
                var expected = new List<PiiMatch>();
                foreach (int length in lengths)
                {
                    text.Insert(text.Length, filler, length / filler.Length).Append(' ');
                    expected.Add(new(PiiCategories.Email, text.Length, value.Length, 0.95));
                    text.Append(value).Append(' ');
                }

                Assert.Equal(expected, Detection.Of(text.Insert(text.Length, filler, lengths[0] / filler.Length).ToString(), Detector));
            });

    [Fact]
    public void Detect_ValueFarFromItsWordAndEscapesBetween_IsNotTakenForIt() =>
        Assert.Empty(Detection.Of($"call \\\"me\\\" at{new string('.', 300)}\n{string.Concat(Enumerable.Repeat("plain\n", 400))}321549876 \\\"is free\\\"", Detector));

    [Fact]
    public async Task Detect_NothingEncoded_AllocatesNothing()
    {
        string text = string.Concat(Enumerable.Repeat("Nothing in here is private, or written as anything else. ", 20));
        var matches = new List<PiiMatch>();

        Assert.Equal(0, await Allocations.OfCallAsync(() => Detector.Detect(text, matches)));
    }
}
