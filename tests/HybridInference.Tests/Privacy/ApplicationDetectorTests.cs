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
        var matches = new List<PiiMatch>();

        Terms.Detect(text, matches);

        Assert.Equal([new PiiMatch("PROJECT", start, length, 1)], matches);
        Assert.True(Terms.ContainsAny(text));
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
        var matches = new List<PiiMatch>();

        detector.Detect("Bluebird blue Blue", matches);

        Assert.Equal([0, 14], matches.Select(match => match.Start));
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
        var matches = new List<PiiMatch>();

        detector.Detect("K-1234 or K-5678", matches);

        Assert.Equal([new PiiMatch("CUSTOMER", 0, 6, 0.8), new PiiMatch("CUSTOMER", 10, 6, 0.8)], matches);
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
        var matches = new List<PiiMatch>();

        new CompositePiiDetector(low, same, high, PiiDetector.Default).Detect("Blue bird Blue " + PrivateText.Email(), matches);

        Assert.Equal(["SAME", "HIGH", "SAME", PiiCategories.Email], matches.Select(match => match.Category));
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
