using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels.Tests.Tokenization;

public class RegexPatternTests
{
    [Theory]
    [InlineData(@"\p{L}+", "ab1𝓗𠮷x", "[ab]1[𝓗𠮷x]")]
    [InlineData(@"[^\s\p{L}\p{N}]+", "a👍🏽! b", "a[👍🏽!] b")]
    [InlineData(@"\p{N}", "𝟙a½", "[𝟙]a[½]")]
    [InlineData(@"a++b", "aab", "[aab]")]
    [InlineData(@"a++a", "aaa", "aaa")]
    [InlineData(@"(ab)?+c|d*+d", "abcd", "[abc]d")]
    [InlineData(@"x+?", "xx", "[x][x]")]
    [InlineData(@"[a[bc]]+", "abcd", "[abc]d")]
    [InlineData(@"[\p{L}&&[^a]]+", "abca", "a[bc]a")]
    [InlineData(@"[^\p{L}&&[^a]]+", "xa1y", "x[a1]y")]
    [InlineData(@"[a[^\w]]+", "ba!c", "b[a!]c")]
    [InlineData(@"[^a[^\w]]+", "bca!", "[bc]a!")]
    [InlineData(@"[^(\s|[.,!])]+", "a(b|c.", "[a]([b]|[c].")]
    [InlineData(@"[]a]", "]b", "[]]b")]
    [InlineData(@"[\[\]]", "[x]", "[[]x[]]")]
    [InlineData(@"[[:punct:]]+", "a,$b", "a[,$]b")]
    [InlineData(@"[[:^punct:]]+", "a,b", "[a],[b]")]
    [InlineData(@"\h+", "xAF9g", "x[AF9]g")]
    [InlineData(@"[\p{Han}]+", "漢字かなab𠮷", "[漢字]かなab[𠮷]")]
    [InlineData(@"\p{^Han}+", "漢ab", "漢[ab]")]
    [InlineData(@"\P{Han}+", "漢ab", "漢[ab]")]
    [InlineData(@"[\P{Han}&&\p{L}]+", "漢ab1", "漢[ab]1")]
    [InlineData(@"\x{4E00}\x41\u0042", "一AB", "[一AB]")]
    [InlineData(@"\w+", "a_1² é-", "[a_1²] [é]-")]
    [InlineData(@"\W", "a b", "a[ ]b")]
    [InlineData(@"(?m:a.b)", "a\nb", "[a\nb]")]
    [InlineData(@"^a", "a\na", "[a]\n[a]")]
    [InlineData(@"(?i:'LL)|(?=x)y?", "I'llx", "I['ll][]x")]
    public void FindParts_OnigurumaSyntax_MatchesAsOnigurumaDoes(string pattern, string text, string expected)
    {
        List<PatternPart> parts = [];
        new RegexPattern(pattern).FindParts(text, parts);
        Assert.Equal(expected, string.Concat(parts.Select(part => part.IsMatch ? $"[{text[part.Start..part.End]}]" : text[part.Start..part.End])));
    }

    [Theory]
    [InlineData("[a")]
    [InlineData("a)")]
    [InlineData("(a")]
    [InlineData("*")]
    [InlineData(@"\")]
    [InlineData(@"\p")]
    [InlineData(@"\p{Nope}")]
    [InlineData(@"\x{110000}")]
    [InlineData(@"\xZ")]
    public void RegexPattern_Mistake_ThrowsArgumentException(string pattern) =>
        Assert.ThrowsAny<ArgumentException>(() => new RegexPattern(pattern));
}
