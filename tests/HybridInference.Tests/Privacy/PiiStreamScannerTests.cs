using CsCheck;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Privacy;

public sealed class PiiStreamScannerTests
{
    private const string Words = " the order of account 12-7 was, as call me: 2031-04-05 10:11 card no. (x) = y; phone tax id = 3.14\n";

    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Const(PrivateText.Email()),
            Gen.Const(PrivateText.CardNumber(' ')),
            Gen.Const(PrivateText.Key("ghp_", 36)),
            Gen.Const(PiiText.Iban(' ')),
            Gen.Const(PiiText.JsonWebToken()),
            Gen.Const(PiiText.SocialSecurityNumber()),
            Gen.Const("-----BEGIN RSA " + "PRIVATE KEY-----\n" + PiiText.Random(700) + "\n-----END RSA " + "PRIVATE KEY-----"),
            Gen.Const("password = \"" + PiiText.Random(14) + "\""),
            Gen.Const(Words),
            Gen.Const(string.Concat(Enumerable.Repeat(Words, 9))),
            Gen.String[Gen.Char["@.-_:/=> +()0123456789aeyJAKE\"\n\u200B\uFF11\uD835\uDFCF\u00A0\0"], 0, 60])
        .Array[1, 30].Select(parts => string.Join(' ', parts));

    [Fact]
    public void Append_AnyTextInAnyChunks_FindsWhatOneScanFinds() =>
        Gen.Select(Texts, Gen.Int[1, 900].Array[1, 20]).Sample((text, lengths) => Assert.Equal(Whole(text), InChunks(text, lengths)));

    [Fact]
    public void Append_TextCutOnceAtEveryPlace_FindsWhatOneScanFinds() =>
        Texts.Sample(
            text =>
            {
                List<PiiStreamMatch> whole = Whole(text);
                for (int cut = 1; cut < text.Length; cut++)
                {
                    Assert.Equal(whole, InChunks(text, [cut, text.Length]));
                }
            },
            iter: 10);

    [Fact]
    public void Append_OneCharacterAtATime_FindsWhatOneScanFinds() =>
        Texts.Sample(text => Assert.Equal(Whole(text), InChunks(text, [1])), iter: 20);

    [Fact]
    public void Append_MatchLongBefore_IsReportedBeforeTheEnd()
    {
        var matches = new List<PiiStreamMatch>();
        new PiiStreamScanner().Append(PrivateText.Email() + new string(' ', 1000), matches);

        Assert.Equal(PiiCategories.Email, Assert.Single(matches).Category);
    }

    [Fact]
    public void Append_KeyLongerThanTheLimit_IsReportedAllTheSame()
    {
        string text = "-----BEGIN " + "PRIVATE KEY-----\n" + string.Concat(Enumerable.Repeat("not a line of a key\n", PiiStreamScanner.MaxValueLength / 10));

        Assert.Contains(InChunks(text, [1000]), match => match is { Category: PiiCategories.Secret, Start: 0 });
    }

    [Fact]
    public void Complete_TwoStreams_SecondStartsAtZero()
    {
        var scanner = new PiiStreamScanner();
        var matches = new List<PiiStreamMatch>();
        scanner.Append("nothing " + PrivateText.Email(), matches);
        scanner.Complete(matches);
        scanner.Append(PrivateText.Email(), matches);
        scanner.Complete(matches);

        Assert.Equal([8, 0], matches.Select(match => match.Start));
    }

    [Fact]
    public void Append_NoList_Throws()
    {
        Assert.Throws<ArgumentNullException>("matches", () => new PiiStreamScanner().Append("a", null!));
        Assert.Throws<ArgumentNullException>("matches", () => new PiiStreamScanner().Complete(null!));
    }

    [Fact]
    public async Task Append_ChunkAfterChunk_AllocatesNothing()
    {
        var scanner = new PiiStreamScanner();
        var matches = new List<PiiStreamMatch>(10_000);
        string chunk = Words + PrivateText.Email() + "\n";

        Assert.Equal(0, await Allocations.OfCallAsync(() =>
        {
            matches.Clear();
            scanner.Append(chunk, matches);
        }));
    }

    private static List<PiiStreamMatch> Whole(string text) =>
        [.. Detection.Of(text).Select(match => new PiiStreamMatch(match.Category, match.Start, match.Length, match.Score))];

    private static List<PiiStreamMatch> InChunks(string text, int[] lengths)
    {
        var scanner = new PiiStreamScanner();
        var matches = new List<PiiStreamMatch>();
        for ((int start, int turn) = (0, 0); start < text.Length; turn++)
        {
            int length = Math.Min(lengths[turn % lengths.Length], text.Length - start);
            scanner.Append(text.AsSpan(start, length), matches);
            start += length;
        }

        scanner.Complete(matches);
        return matches;
    }
}
