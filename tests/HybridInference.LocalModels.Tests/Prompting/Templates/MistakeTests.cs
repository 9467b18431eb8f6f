using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels.Tests.Prompting.Templates;

/// <summary>What Jinja2 refuses too.</summary>
public class MistakeTests
{
    [Theory]
    [InlineData("{{ missing.foo }}")]
    [InlineData("{{ missing['foo'] }}")]
    [InlineData("{{ missing() }}")]
    [InlineData("{{ '{:d}'.format(1.5) }}")]
    [InlineData("{{ '{:,}'.format('a') }}")]
    [InlineData("{{ '{!q}'.format('a') }}")]
    [InlineData("{{ '%(b)s' % {'a': 1} }}")]
    [InlineData("{{ '%q' % 1 }}")]
    [InlineData("{{ '%' % 1 }}")]
    [InlineData("{{ '%s %s' % 1 }}")]
    [InlineData("{% for x in l %}{{ loop(l) }}{% endfor %}")]
    [InlineData("{% for x in l recursive %}{{ loop() }}{% endfor %}")]
    [InlineData("{% for x in l recursive %}{{ loop([x]) }}{% endfor %}")]
    [InlineData("{{ d.zz.yy }}")]
    [InlineData("{{ missing|tojson }}")]
    [InlineData("{{ missing + 1 }}")]
    [InlineData("{{ 1 + missing }}")]
    [InlineData("{{ missing < 1 }}")]
    [InlineData("{{ s.index('zz') }}")]
    [InlineData("{{ s.nope() }}")]
    [InlineData("{{ l.append(4) }}")]
    [InlineData("{{ l.index(99) }}")]
    [InlineData("{{ d.pop('a') }}")]
    [InlineData("{{ d.update({'q': 1}) }}")]
    [InlineData("{{ ().__class__.__bases__ }}")]
    [InlineData("{{ nosuch('x') }}")]
    [InlineData("{{ s|nosuch }}")]
    [InlineData("{{ s is nosuch }}")]
    [InlineData("{{ 1/0 }}")]
    [InlineData("{{ 1//0 }}")]
    [InlineData("{{ 1%0 }}")]
    [InlineData("{{ 'a' + 1 }}")]
    [InlineData("{{ l + 'a' }}")]
    [InlineData("{{ none + 1 }}")]
    [InlineData("{{ -s }}")]
    [InlineData("{{ s < 1 }}")]
    [InlineData("{{ l < d }}")]
    [InlineData("{{ n() }}")]
    [InlineData("{{ 5|length }}")]
    [InlineData("{{ 5|list }}")]
    [InlineData("{{ 1 in 5 }}")]
    [InlineData("{{ l[::0] }}")]
    [InlineData("{{ s.split('') }}")]
    [InlineData("{{ '%d %d' % 1 }}")]
    [InlineData("{{ '{'.format() }}")]
    [InlineData("{{ '{}'.format() }}")]
    [InlineData("{% set a, b = [1] %}")]
    [InlineData("{% set d.y = 1 %}")]
    [InlineData("{% for a, b in l %}{% endfor %}")]
    [InlineData("{% macro m() %}{% endmacro %}{{ m(**l) }}")]
    public void Render_Mistake_ThrowsChatTemplateException(string template) =>
        Assert.Throws<ChatTemplateException>(() => TemplateText.RenderSample(template));

    [Theory]
    [InlineData("{{ [x for x in l] }}")]
    [InlineData("{{ 1 if }}")]
    [InlineData("{{ l[ }}")]
    [InlineData("{{ l[] }}")]
    [InlineData("{{ {'a' 1} }}")]
    [InlineData("{{ 'abc }}")]
    [InlineData("{{ 'abc\\")]
    [InlineData("{{ (1 }}")]
    [InlineData("{{ 1. }}")]
    [InlineData("{{ 1 2 }}")]
    [InlineData("{{ a ? b }}")]
    [InlineData("{{ 99999999999999999999 }}")]
    [InlineData("{{")]
    [InlineData("{{ a")]
    [InlineData("{%")]
    [InlineData("{% %}")]
    [InlineData("{# a")]
    [InlineData("{% raw %} a")]
    [InlineData("{% if %}{% endif %}")]
    [InlineData("{% if a %}")]
    [InlineData("{% if a %}{% endfor %}")]
    [InlineData("{% endif %}")]
    [InlineData("{% else %}")]
    [InlineData("{% for x in l %}")]
    [InlineData("{% for x l %}{% endfor %}")]
    [InlineData("{% for 1 in l %}{% endfor %}")]
    [InlineData("{% set %}")]
    [InlineData("{% set x = %}")]
    [InlineData("{% macro m(1) %}{% endmacro %}")]
    [InlineData("{% macro m(a b) %}{% endmacro %}")]
    [InlineData("{% call x %}{% endcall %}")]
    [InlineData("{% unknown %}")]
    [InlineData("{% include 'x' %}")]
    [InlineData("{% do l %}")]
    public void Parse_Mistake_ThrowsChatTemplateExceptionWithTheLine(string template)
    {
        ChatTemplateException exception = Assert.Throws<ChatTemplateException>(() => TemplateParser.Parse("\n" + template));
        Assert.StartsWith("Line 2 of the chat template", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_RaiseException_ThrowsItsMessage()
    {
        ChatTemplateException exception = Assert.Throws<ChatTemplateException>(
            () => TemplateText.Render("{{ raise_exception('No ' ~ 'system message.') }}"));
        Assert.Equal("No system message.", exception.Message);
    }

    [Fact]
    public void Parse_DamagedTemplate_ThrowsNothingElse()
    {
        const string Valid = "{%- macro m(a, b=2) -%}{{ a|join(', ')[1:-1] }}{% endmacro %}{% for k, v in d.items() if k is string %}{{ m([k, v], b='x') }}"
            + "{% else %}{# none #}{% endfor %}{% set ns = namespace(x=1.5e3) %}{{ {'a': ns.x ~ 'y'}['a'] if not f else -1 }}";
        Random random = new(11);
        for (int i = 0; i < 3000; i++)
        {
            char[] damaged = Valid.ToCharArray();
            damaged[random.Next(damaged.Length)] = "{}%#()[]|.,'~ =-+*"[random.Next(18)];
            string template = i < Valid.Length ? Valid[..i] : new string(damaged);
            Exception? exception = Record.Exception(() => TemplateText.RenderSample(template));
            Assert.True(exception is null or ChatTemplateException, $"{exception}\n{template}");
        }
    }
}
