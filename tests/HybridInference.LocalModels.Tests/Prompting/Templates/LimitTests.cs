using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels.Tests.Prompting.Templates;

/// <summary>Templates that would take the machine down if they could.</summary>
public class LimitTests
{
    [Theory]
    [InlineData("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}", "steps")]
    [InlineData("{{ range(100001) }}", "range")]
    [InlineData("{{ range(-9223372036854775807, 9223372036854775807) }}", "range")]
    [InlineData("{{ range(0, 1, 0) }}", "zero")]
    [InlineData("{{ 'ab' * 1000000000 }}", "characters")]
    [InlineData("{{ [0] * 1000000000 }}", "items")]
    [InlineData("{{ 'a'.center(1000000000) }}", "characters")]
    [InlineData("{{ ('a' * 5000000).replace('a', 'bb') }}", "characters")]
    [InlineData("{{ ('a' * 5000000) | list }}", "items")]
    [InlineData("{{ ('a' * 5000000).split('a') }}", "items")]
    [InlineData("{{ ('a ' * 4000000).split() }}", "items")]
    [InlineData("{% for a in range(100) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "characters")]
    [InlineData("{% for a in range(100) %}{% set n.x = n.x ~ n.x[1:] ~ 'abc' %}{% endfor %}", "characters")]
    [InlineData("{% for a in range(100) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}", "characters")]
    [InlineData("{% for a in range(100) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x | tojson }}", "characters")]
    [InlineData("{% for a in range(100) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y, n.y] %}{% endfor %}{{ n.x == n.y }}", "steps")]
    [InlineData("{% for a in range(1000) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x }}", "deep")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "deep")]
    [InlineData("{% macro m(k) %}{{ m(k) }}{{ m(k) }}{% endmacro %}{{ m(1) }}", "deep")]
    [InlineData("{% for a in range(100000) %}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }}{% endfor %}", "characters")]
    [InlineData("{% for a in range(100000) %}{% set x = 'a' * 4000000 %}{% endfor %}", "steps")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "large")]
    [InlineData("{{ 10 ** 100 }}", "large")]
    [InlineData("{{ 2 ** 63 }}", "large")]
    public void Render_MoreThanATemplateMay_ThrowsThatSaysSo(string template, string expected)
    {
        string prepared = "{% set n = namespace(x='a', y='a') %}" + template;
        ChatTemplateException exception = Assert.Throws<ChatTemplateException>(() => TemplateText.Render(prepared));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("[", 100_000)]
    [InlineData("{'a':", 100_000)]
    [InlineData("-", 100_000)]
    [InlineData("not ", 100_000)]
    [InlineData("1 if 1 else ", 100_000)]
    [InlineData("f(", 100_000)]
    [InlineData("x[", 100_000)]
    public void Parse_DeepNesting_Throws(string opening, int times) =>
        Assert.Throws<ChatTemplateException>(() => TemplateText.Render("{{ " + string.Concat(Enumerable.Repeat(opening, times)) + " }}"));

    [Theory]
    [InlineData(".a")]
    [InlineData("|upper")]
    [InlineData("+1")]
    [InlineData("()")]
    [InlineData("~1")]
    public void Render_LongChain_EndsWithTextOrException(string link)
    {
        string template = "{{ x" + string.Concat(Enumerable.Repeat(link, 100_000)) + " }}";
        Exception? exception = Record.Exception(() => TemplateText.Render(template, """{"x": 1}"""));
        Assert.True(exception is null or ChatTemplateException);
    }

    [Fact]
    public void Parse_DeepTags_Throws() => Assert.Throws<ChatTemplateException>(
        () => TemplateText.Render(string.Concat(Enumerable.Repeat("{% if true %}", 100_000))));

    [Fact]
    public void Render_LongConversation_StaysWithinTheLimits()
    {
        const string Template =
            "{% set ns = namespace(text='') %}{% for m in messages %}{% set ns.text = ns.text + m.role + m.content | trim %}{% endfor %}{{ ns.text | length }}";
        string messages = string.Join(',', Enumerable.Repeat($$"""{"role": "user", "content": "{{new string('x', 200)}}"}""", 500));
        Assert.Equal($"{500 * 204}", TemplateText.Render(Template, $$"""{"messages": [{{messages}}]}"""));
    }
}
