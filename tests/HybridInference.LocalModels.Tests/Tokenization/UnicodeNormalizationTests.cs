using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels.Tests.Tokenization;

public class UnicodeNormalizationTests
{
    [Theory]
    [InlineData("plain ASCII", "plain ASCII")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\uAC00\u11A8", "각")]
    [InlineData("a\u0323\u0307", "ạ\u0307")]
    [InlineData("a\u0307\u0323", "ạ\u0307")]
    [InlineData("\u212B", "Å")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("👍🏽", "👍🏽")]
    public void Normalize_FormC_ComposesCanonically(string text, string expected) =>
        Assert.Equal(expected, UnicodeNormalization.Normalize(text, isComposed: true, isCompatible: false));

    [Theory]
    [InlineData("ẛ̣", "ṩ")]
    [InlineData("½", "1\u20442")]
    [InlineData("ﷺ", "صلى الله عليه وسلم")]
    [InlineData("\u00A0", " ")]
    public void Normalize_FormKC_ReplacesCompatibilityCharacters(string text, string expected) =>
        Assert.Equal(expected, UnicodeNormalization.Normalize(text, isComposed: true, isCompatible: true));

    [Theory]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("ǖ", "u\u0308\u0304")]
    public void Normalize_FormD_Decomposes(string text, string expected) =>
        Assert.Equal(expected, UnicodeNormalization.Normalize(text, isComposed: false, isCompatible: false));

    [Fact]
    public void Normalize_ManyMarksOnOneLetter_OrdersThemAll()
    {
        const int Pairs = 100_000;
        string marks = string.Concat(Enumerable.Repeat("\u0302\u0316", Pairs));
        string expected = "q" + new string('\u0316', Pairs) + new string('\u0302', Pairs);
        Assert.Equal(expected, UnicodeNormalization.Normalize("q" + marks, isComposed: true, isCompatible: false));
    }
}
