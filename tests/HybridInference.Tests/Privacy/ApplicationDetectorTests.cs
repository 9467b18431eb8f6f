using System.Text.RegularExpressions;
using CsCheck;

namespace HybridInference.Tests.Privacy;

/// <summary>The detectors that an application makes: terms, patterns, and several joined.</summary>
public sealed class ApplicationDetectorTests
{
    private static readonly TermDetector Terms = new(["Bluebird", "Blue", "Contoso Ltd", "x-17"], "PROJECT");

    [Theory]
    [InlineData("about BLUEBIRD now", 6, 8)]
    [InlineData("Blue sky", 0, 4)]
    [InlineData("ask contoso ltd.", 4, 11)]
    [InlineData("(X-17)", 1, 4)]
    public void Detect_Term_IsFoundAsLongestWholeWord(string text, int start, int length)
    {
        Assert.Equal([new PiiMatch("PROJECT", start, length, 1)], Detection.Of(text, Terms));
        Assert.True(Terms.ContainsAny(text));
    }

    [Theory]
    [InlineData("contoso\r\n  ltd")]
    [InlineData("Contoso\u00A0Ltd")]
    [InlineData("Con\u200Btoso Ltd")]
    [InlineData("Ｃontoso　Ltd")]
    public void Detect_TermWrittenOtherwise_IsFoundWhole(string term)
    {
        Assert.Equal([new PiiMatch("PROJECT", 4, term.Length, 1)], Detection.Of($"ask {term}.", Terms));
        Assert.True(Terms.ContainsAny($"ask {term}."));
    }

    [Fact]
    public void Detect_TermsThatOverlap_AreOneMatch()
    {
        var detector = new TermDetector(["north wind", "wind farm", "farm"], "PROJECT");

        Assert.Equal([new PiiMatch("PROJECT", 4, 15, 1), new PiiMatch("PROJECT", 20, 4, 1)], Detection.Of("the north wind farm farm", detector));
    }

    [Theory]
    [InlineData("bluebirds")]
    [InlineData("x-170")]
    [InlineData("")]
    public void Detect_TermInsideAWord_IsNotFound(string text) => Assert.False(Terms.ContainsAny(text));

    [Fact]
    public void Detect_PartsOfWordsAndCaseAsAsked_AreFound()
    {
        var detector = new TermDetector(["Blue"], "PROJECT", ignoreCase: false, wholeWords: false, score: 0.4);

        Assert.Equal([0, 14], Detection.Of("Bluebird blue Blue", detector).Select(match => match.Start));
        Assert.False(detector.ContainsAny("Blue"));
        Assert.True(detector.ContainsAny("Blue", 0.4));
    }

    [Fact]
    public void Detect_TermBetweenAnyTexts_IsFound() =>
        Gen.Select(Gen.String, Gen.String).Sample((before, after) =>
            Assert.True(Terms.ContainsAny($"{before} Bluebird {after}")));

    [Fact]
    public void Construct_BadTerms_SaysWhatToDo()
    {
        Assert.Contains("at least one term", Assert.Throws<ArgumentException>(() => new TermDetector([], "PROJECT")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TermDetector(["a", " "], "PROJECT"));
        Assert.Throws<ArgumentException>(() => new TermDetector(["a"], " "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TermDetector(["a"], "PROJECT", score: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TermDetector(["a"], "PROJECT", score: double.NaN));
    }

    [Fact]
    public void Detect_Pattern_IsFoundEverywhere()
    {
        var detector = new PatternDetector(new Regex("K-[0-9]{4}|", RegexOptions.NonBacktracking), "CUSTOMER");

        Assert.Equal([new PiiMatch("CUSTOMER", 0, 6, 0.8), new PiiMatch("CUSTOMER", 10, 6, 0.8)], Detection.Of("K-1234 or K-5678", detector));
        Assert.True(detector.ContainsAny("a K-1234"));
        Assert.False(detector.ContainsAny("a K-1234", 0.9));
        Assert.False(detector.ContainsAny("nothing"));
    }

    [Fact]
    public void Construct_PatternWithoutBound_IsRefused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new PatternDetector(new Regex("(a+)+"), "CUSTOMER"));

        Assert.Contains("matchTimeoutMilliseconds or RegexOptions.NonBacktracking", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(new PatternDetector(new Regex("(a+)+", RegexOptions.None, TimeSpan.FromSeconds(1)), "CUSTOMER"));
    }

    [Fact]
    public void Detect_Joined_HigherScoreStaysThenLongerMatch()
    {
        var low = new TermDetector(["Blue bird"], "LOW", score: 0.5);
        var high = new TermDetector(["bird"], "HIGH", score: 0.9);
        var same = new TermDetector(["Blue"], "SAME", score: 0.5);

        List<PiiMatch> matches = Detection.Of("Blue bird Blue " + PrivateText.Email(), new CompositePiiDetector(low, same, high, PiiDetector.Default));

        Assert.Equal(["SAME", "HIGH", "SAME", PiiCategories.Email], matches.Select(match => match.Category));
    }

    [Fact]
    public void Detect_AnyText_MatchesAreInsideItInOrderAndApart()
    {
        IPiiDetector[] detectors = [new AddressDetector(), new PersonNameDetector(), new CompositePiiDetector(new AddressDetector(), new PersonNameDetector(), PiiDetector.Default)];
        Gen.Select(Gen.Int[0, detectors.Length - 1], Gen.String[Gen.Char["12 Street,.\nRueApt wegUl5é-'ABn:Ł@+"], 0, 200]).Sample((index, text) =>
        {
            int end = 0;
            foreach (PiiMatch match in Detection.Of(text, detectors[index]))
            {
                Assert.True(match.Start >= end && match.Length > 0, text);
                end = match.Start + match.Length;
            }

            Assert.True(end <= text.Length);
        });
    }

    [Fact]
    public void ContainsAny_Joined_AsksEach()
    {
        var joined = new CompositePiiDetector(Terms, PiiDetector.Default);

        Assert.True(joined.ContainsAny("Bluebird"));
        Assert.True(joined.ContainsAny(PrivateText.Email()));
        Assert.False(joined.ContainsAny("nothing"));
    }

    [Fact]
    public void Construct_JoinedNone_SaysWhatToDo()
    {
        Assert.Contains("at least one detector", Assert.Throws<ArgumentException>(() => new CompositePiiDetector()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CompositePiiDetector(PiiDetector.Default, null!));
    }

    /// <summary>A quadratic scan of these would take minutes; the bound has room for a slow machine.</summary>
    [Theory]
    [InlineData("Aa ")]
    [InlineData("12 ")]
    [InlineData("rue ")]
    [InlineData("A'")]
    [InlineData("Apt 1 ")]
    [InlineData("Street ")]
    [InlineData("A")]
    [InlineData(" ")]
    public void Detect_RepeatedOpening_GrowsWithTheLength(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 100_000));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();

        new CompositePiiDetector(new AddressDetector(), new PersonNameDetector(), Terms).Detect(text, []);

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    }
}
