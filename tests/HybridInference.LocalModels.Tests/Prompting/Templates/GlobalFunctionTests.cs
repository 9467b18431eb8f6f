namespace HybridInference.LocalModels.Tests.Prompting.Templates;

/// <summary>Global functions. The expected text is what Jinja2 3.1 gives with transformers' settings.</summary>
public class GlobalFunctionTests
{
    [Theory]
    [InlineData("dict(a=1,b='x')", "{'a': 1, 'b': 'x'}")]
    [InlineData("dict({'a':1},b=2)", "{'a': 1, 'b': 2}")]
    [InlineData("dict([('a',1)])", "{'a': 1}")]
    [InlineData("namespace(a=1).a", "1")]
    [InlineData("strftime_now('%Y-%m-%d %d %b %B %A %a %H:%M:%S %p %I %j %y %-d %e %%')", "2025-07-10 10 Jul July Thursday Thu 12:00:00 PM 12 191 25 10 10 %")]
    public void Render_Function_GivesWhatJinjaGives(string expression, string expected) =>
        Assert.Equal(expected, TemplateText.RenderSample($"{{{{ {expression} }}}}"));
}
