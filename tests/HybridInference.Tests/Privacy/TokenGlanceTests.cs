using CsCheck;

namespace HybridInference.Tests.Privacy;

/// <summary>What the scan takes for granted about runs of letters and digits, so that it need not ask every matcher.</summary>
public sealed class TokenGlanceTests
{
    private const string Characters = "0123456789abcdefAzKyJQSTUVWX_-.";

    private static readonly string[] Beginnings = ["", "sha256", "SSWS ", "$1"];

    private static readonly Gen<string> Runs = Gen.Char[Characters].Array[1, TextToken.ShortestKey - 1].Select(characters => new string(characters));

    private static readonly Gen<string> Beside = Gen.Char[" ,:;@#\"'()~=|\n"].Array[0, 3].Select(characters => new string(characters));

    private static readonly Gen<string> Behind = Gen.Char[Characters + "+/= ~,"].Array[0, 100].Select(characters => new string(characters));

    [Fact]
    public void MayBeKey_No_NoMatcherOfKeysFindsAnything() =>
        Gen.Select(Gen.Int[0, Beginnings.Length - 1], Beside, Runs, Gen.Char[" ,:;@#\"'()|\n"], Behind).Sample((beginning, beside, run, sign, rest) =>
        {
            string first = Beginnings[beginning];
            string text = first + beside + run + sign + rest;
            var token = new TextToken(text, (first + beside).Length, (first + beside + run).Length, new CueTrail());
            Assert.True(token.MayBeKey(TextToken.ShortestKey) || !IsKey(token), text);
        });

    [Theory]
    [InlineData("a.b.c", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1.2.3.4", true)]
    [InlineData("00aa.11bb.22cc", true)]
    [InlineData("10:22:33", false)]
    [InlineData("a::b", true)]
    [InlineData("00-11-22-33-44-55", true)]
    public void MayBeAddress_ARun_IsTrueForTheSeparatorsOfAddresses(string run, bool mayBe)
    {
        var map = new CharacterMap();
        map.Start(run.Length);
        Assert.Equal(mayBe, AddressRun.MayBeAddress(new NumberWindow(map.At(run, 0)), run.Length));
    }

    private static bool IsKey(in TextToken token) =>
        JsonWebTokenMatcher.TryMatch(token, out _) || EncodedKeyMatcher.TryMatch(token, out _) || CryptHashMatcher.TryMatch(token, out _)
            || PrefixedTokenMatcher.TryMatch(token, out _) || StructuredTokenMatcher.TryMatch(token, out _) || AzureKeyMatcher.TryMatch(token, out _)
            || CryptoAddressMatcher.TryMatch(token, out _) || KeyLineMatcher.TryMatch(token, out _);
}
