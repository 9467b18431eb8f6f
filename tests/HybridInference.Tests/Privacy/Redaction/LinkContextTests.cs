using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

/// <summary>Nothing is put back where a client would load or open it.</summary>
public sealed class LinkContextTests
{
    [Theory]
    [InlineData("![x](http://h/[PERSON_1])")]
    [InlineData("![x](http:/h/[PERSON_1])")]
    [InlineData("![x](//h/a(b)c/[PERSON_1])")]
    [InlineData(@"![x](http://h/a\)[PERSON_1])")]
    [InlineData("![x](<http://h/a)b [PERSON_1]>)")]
    [InlineData("![x](\nhttp:/h/[PERSON_1])")]
    [InlineData("[x]([PERSON_1])")]
    [InlineData("![[PERSON_9]](http:/h/[PERSON_1])")]
    [InlineData("![PERSON_9](http:/h/[PERSON_1])")]
    [InlineData("[x]: http:/h/[PERSON_1]")]
    [InlineData("[x]: <http:/h/ [PERSON_1]>")]
    [InlineData("<img src=\"http:/h/[PERSON_1]\">")]
    [InlineData("<img src = '/[PERSON_1]'>")]
    [InlineData("<img alt=\">\" src=/[PERSON_1]>")]
    [InlineData("<a href=\\\"http:/h/>[PERSON_1]\\\">")]
    [InlineData("</x [PERSON_1]>")]
    [InlineData("<!-- [PERSON_1] -->")]
    [InlineData("see https://h/?q=[PERSON_1]")]
    [InlineData("see https://[PERSON_1]")]
    [InlineData("see https://h/?q=\"[PERSON_1]\"")]
    [InlineData("see https://h/`[PERSON_1]`")]
    [InlineData("see https://h/>[PERSON_1]")]
    [InlineData("see (https://h/a)[PERSON_1]")]
    [InlineData("see //h/[PERSON_1]")]
    [InlineData(@"see https:\/\/h\/[PERSON_1]")]
    [InlineData("{background:url(http:/h/[PERSON_1])}")]
    [InlineData("fetch('HTTPS:/h/[PERSON_1]')")]
    [InlineData("see www.h.org/[PERSON_1]")]
    [InlineData("mailto:x@h//[PERSON_1]")]
    [InlineData("[x][y]\n\n[y]:\n  /h/[PERSON_1]")]
    [InlineData("<img srcset='/a 1x, \\2f\\2fh/[PERSON_1] 2x'>")]
    [InlineData("<div style='background:url(\\2f\\2fh/[PERSON_1])'>")]
    [InlineData("<style>@import '\\2f\\2fh/[PERSON_1]'</style>")]
    [InlineData("<svg><STYLE\nmedia=all>a{b:url(\\2f\\2fh/[PERSON_1])}</style></svg>")]
    [InlineData("<style/>a > b{c:url(\\2f\\2fh/[PERSON_1])}")]
    [InlineData("<style>x</styles> </ style> <</styl [PERSON_1]</style>")]
    public void Restore_InsideALink_OnlyWhenAllowed(string answer)
    {
        using RedactionMap map = Redacting.Persons(2);

        Assert.Equal(answer, Redacting.Restore(answer, map));
        Assert.Equal(answer, Redacting.Stream(answer.Select(character => character.ToString()), map));
        Assert.Equal(answer.Replace("[PERSON_1]", "Name1"), Redacting.Restore(answer, map, new RedactionOptions { RestoreInLinks = true }));
    }

    [Theory]
    [InlineData("[x](http://h) [PERSON_1]", "[x](http://h) Name1")]
    [InlineData("[[PERSON_1]](http://h)", "[Name1](http://h)")]
    [InlineData("![x](http://h\n\n[PERSON_1]", "![x](http://h\n\nName1")]
    [InlineData("http://h [PERSON_1]", "http://h Name1")]
    [InlineData("http://h\n[PERSON_1]", "http://h\nName1")]
    [InlineData("\"http://h\", \"[PERSON_1]\"", "\"http://h\", \"Name1\"")]
    [InlineData("<http://h>[PERSON_1]", "<http://h>Name1")]
    [InlineData("http://h<b>[PERSON_1]</b>", "http://h<b>Name1</b>")]
    [InlineData("<b class=\"x>\">[PERSON_1]</b>", "<b class=\"x>\">Name1</b>")]
    [InlineData("<b it's>[PERSON_1]</b>", "<b it's>Name1</b>")]
    [InlineData("a < b [PERSON_1], 1<2 [PERSON_1]", "a < b Name1, 1<2 Name1")]
    [InlineData("// [PERSON_1] C:/[PERSON_1] data:/[PERSON_1]", "// Name1 C:/Name1 data:/Name1")]
    [InlineData("home/[PERSON_1]/x. [PERSON_1] (see [PERSON_1]):[PERSON_1]", "home/Name1/x. Name1 (see Name1):Name1")]
    [InlineData("[x]: y\n[PERSON_1]", "[x]: y\nName1")]
    [InlineData("<style>a</style>[PERSON_1]", "<style>a</style>Name1")]
    [InlineData("<style a=\"b\">c<</STYLE\n[PERSON_1]>d", "<style a=\"b\">c<</STYLE\nName1>d")]
    [InlineData("<styled>[PERSON_1]</styled> <s>[PERSON_1]</s> <lifestyle>[PERSON_1]", "<styled>Name1</styled> <s>Name1</s> <lifestyle>Name1")]
    public void Restore_OutsideALink_IsRestored(string answer, string expected)
    {
        using RedactionMap map = Redacting.Persons(2);

        Assert.Equal(expected, Redacting.Restore(answer, map));
        Assert.Equal(expected, Redacting.Stream(answer.Select(character => character.ToString()), map));
    }

    [Theory]
    [InlineData(@"{""a"":""http:\/\/h\/[PERSON_1]""}")]
    [InlineData(@"{""a"":""http:\u002f\u002Fh/[PERSON_1]""}")]
    [InlineData(@"{""a"":""\u003cimg src=[PERSON_1]\u003e""}")]
    [InlineData(@"{""a"":""![x](http:\\u0029/[PERSON_1])""}")]
    [InlineData(@"{""a"":""![x](http:/h\u005c)/[PERSON_1])""}")]
    [InlineData(@"{""a"":""\u](http:/h/[PERSON_1])""}")]
    [InlineData(@"{""a"":""http://h/\""[PERSON_1]""}")]
    [InlineData(@"{""a"":""http://h/\u0022[PERSON_1]""}")]
    [InlineData(@"{""a"":""<style\n>@import '\\2f\\2fh/[PERSON_1]'""}")]
    [InlineData(@"{""a"":""\u003cst\u0079le\u003e@import '\\2f\\2fh/[PERSON_1]'""}")]
    public void Restore_AddressInJson_IsNotRestored(string answer)
    {
        using RedactionMap map = Redacting.Persons(2);
        var request = new ChatOptions { ResponseFormat = ChatResponseFormat.Json };

        Assert.Equal(answer, Redacting.Restore(answer, map, request: request));
        Assert.Equal(answer, Redacting.Stream(answer.Select(character => character.ToString()), map, request: request));
    }

    [Theory]
    [InlineData(@"{""a"":""C:\\users\\[PERSON_1]""}", @"{""a"":""C:\\users\\Name1""}")]
    [InlineData(@"{""a"":""http://h\u0020[PERSON_1]\u00e9""}", @"{""a"":""http://h\u0020Name1\u00e9""}")]
    [InlineData(@"{""a"":""http://h"",""b"":""[PERSON_1]""}", @"{""a"":""http://h"",""b"":""Name1""}")]
    public void Restore_JsonOutsideALink_IsRestored(string answer, string expected)
    {
        using RedactionMap map = Redacting.Persons(2);

        Assert.Equal(expected, Redacting.Restore(answer, map, request: new() { ResponseFormat = ChatResponseFormat.Json }));
    }

    [Fact]
    public void Restore_ValueBesideAnAddressThatIsAValue_IsNotRestored()
    {
        using RedactionMap map = Redacting.Map((PiiCategories.Url, "https://h/?q="), (PiiCategories.UsSsn, "value"));

        Assert.Equal("https://h/?q=[US_SSN_1]", Redacting.Restore("[URL_1][US_SSN_1]", map));
    }
}
