using CsCheck;

namespace HybridInference.Tests.Privacy;

/// <summary>The work grows with the length of the text and no faster, whatever is repeated. Characters are counted, not seconds.</summary>
public sealed class PiiDetectorGrowthTests
{
    private const int Repeated = 100_000;
    private const int MixtureLength = 20_000;
    private const double Doubled = 2.05;

    /// <summary>The openings, and the ends, of what the matchers look for.</summary>
    private static readonly string[] Parts =
    [
        "1-", "a@", "+ ", "eyJ", "key=", "http://", "1.", "a:", "A1 ", "password=", "(1", "::", "1/", "1 ", "aa:", "-----BEGIN RSA ", "-----END ", "--pass ",
        "sk-", "card ", "tax id ", "x1", "1a-", "0x", "\n", "\"", "@a.", "ab", "=", ">", "-", "_1", "AB 1", "DE1",
    ];

    public static TheoryData<string> Repetitions => [.. Parts];

    [Theory]
    [MemberData(nameof(Repetitions))]
    public void Scan_RepeatedOpening_WorkGrowsWithTheLength(string part)
    {
        long half = WorkOn(string.Concat(Enumerable.Repeat(part, Repeated / 2)));

        long whole = WorkOn(string.Concat(Enumerable.Repeat(part, Repeated)));

        Assert.InRange(whole, half, half * Doubled);
    }

    [Fact]
    public void Scan_RepeatedMixture_WorkGrowsWithTheLength() =>
        Gen.Int[0, Parts.Length - 1].Array[1, 5].Sample(choice =>
        {
            string part = string.Concat(choice.Select(index => Parts[index]));
            string half = string.Concat(Enumerable.Repeat(part, MixtureLength / part.Length));

            Assert.True(WorkOn(half + half) <= WorkOn(half) * Doubled, part);
        });

    private static long WorkOn(string text)
    {
        var buffers = new ScanBuffers();
        buffers.Start(double.PositiveInfinity);
        new TextScanner(text, buffers).Scan();
        return buffers.Work + buffers.Cues.Searched;
    }
}
