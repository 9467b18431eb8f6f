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
    [InlineData(@"[😀-🙏]+", "😀🙏👍a\uA829", "[😀🙏]👍a\uA829")]
    [InlineData(@"[😀-🙏]+", "\uA828\uA829\uA82A", "\uA828\uA829\uA82A")]
    [InlineData(@"👍+|👎", "👍👍👎😀", "[👍👍][👎]😀")]
    [InlineData(@"[^👍]+", "a👍😀", "[a]👍[😀]")]
    [InlineData(@"[\x{4E00}-\x{9FFF}\x{20000}-\x{2A6DF}]+", "漢𠮷か𪛀a", "[漢𠮷]か[𪛀]a")]
    [InlineData(@"[A-Za-z𐐀-𐑏]+", "a𐐀𐐨𞤀b", "[a𐐀𐐨]𞤀[b]")]
    [InlineData(@"[豈-\uFAFF]+", "豈👨‍👩𠮷漢", "[豈]👨‍👩𠮷漢")]
    [InlineData(@"[\u8C48-\uFAFF]+", "👨‍👩𠮷豈", "👨‍👩𠮷[豈]")]
    [InlineData(@"\b", "👨‍👩a🅰", "👨‍👩[]a🅰[]")]
    [InlineData(@"\B-", "a- -", "a- [-]")]
    [InlineData(@"\w+", "🅰Ⓑ①", "[🅰Ⓑ]①")]
    [InlineData(@"\R", "a\r\nb\u2028", "a[\r\n]b[\u2028]")]
    [InlineData(@"(?i:'s|'t)", "'ſ'S'T'x", "['ſ]['S]['T]'x")]
    [InlineData(@"(?i)[r-t]+", "SſTx", "[SſT]x")]
    [InlineData(@"(?i:s)s", "Ssſſ", "[Ss]ſſ")]
    [InlineData(@"(?im:a.)", "A\n", "[A\n]")]
    [InlineData(@"x{,2}y", "xxxy", "x[xxy]")]
    [InlineData(@"\p{Thai}+|\p{latin}+", "กa1α", "[ก][a]1α")]
    [InlineData(@"[^\p{Cyrillic}\p{Latin}]+", "яa1α", "яa[1α]")]
    [InlineData(@"\p{Lowercase_Letter}+\p{decimal number}", "Aab1", "A[ab1]")]
    [InlineData(@"\p{Any}", "👍", "[👍]")]
    [InlineData(@"[a-]+[+--]", "a-,", "[a-,]")]
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
    [InlineData(@"(?i:\p{Lu})")]
    [InlineData(@"(?i)[a\p{Lowercase_Letter}]")]
    [InlineData("[b-a]")]
    [InlineData(@"\p{Emoji}")]
    [InlineData(@"\X")]
    public void RegexPattern_Mistake_ThrowsArgumentException(string pattern) =>
        Assert.ThrowsAny<ArgumentException>(() => new RegexPattern(pattern));
}
