using HybridInference.DemoModelTrainer.Corpus;

namespace HybridInference.DemoModelTrainer.Tests;

public class GrammarTests
{
    private static readonly Grammar Grammar = Grammar.Load();

    [Fact]
    public void Alternatives_SplitRules_ShareNothing()
    {
        var rules = Grammar.Rules.Where(rule => rule.IsSplit).ToArray();

        Assert.True(rules.Length > 30);
        Assert.All(rules, rule =>
        {
            Assert.NotEmpty(rule.Alternatives(Split.HeldOut));
            Assert.Empty(rule.Alternatives(Split.Training).Intersect(rule.Alternatives(Split.HeldOut)));
        });
    }

    [Fact]
    public void Expand_EveryAlternative_NamesOnlyKnownRules()
    {
        foreach (var alternative in Grammar.Rules.SelectMany(AllAlternatives))
        {
            var scope = new GrammarScope(new Random(1), Split.Training);
            foreach (var slot in new[] { "date", "email", "relative", "ask", "text", "label" })
            {
                scope.Bind(slot, slot);
            }

            scope.Bind("*", alternative.Contains("{*.noun}", StringComparison.Ordinal) ? "billing" : "positive");

            Assert.DoesNotContain('{', Grammar.ExpandTemplate(alternative, scope));
        }
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{only|only}", "only")]
    [InlineData("a{nl}b", "a\nb")]
    [InlineData("{{x|x}y|xy}", "xy")]
    [InlineData("{bound}!", "value!")]
    public void ExpandTemplate_Slots_AreReplaced(string template, string expected)
    {
        var scope = new GrammarScope(new Random(1), Split.Training);
        scope.Bind("bound", "value");

        Assert.Equal(expected, Grammar.ExpandTemplate(template, scope));
    }

    [Fact]
    public void ExpandTemplate_OpenBrace_Throws() =>
        Assert.Throws<FormatException>(() => Grammar.ExpandTemplate("{a", new GrammarScope(new Random(1), Split.Training)));

    [Fact]
    public void ExpandTemplate_UnknownRule_Throws() =>
        Assert.Throws<KeyNotFoundException>(() => Grammar.Expand("no.such.rule", new GrammarScope(new Random(1), Split.Training)));

    private static IEnumerable<string> AllAlternatives(GrammarRule rule) =>
        rule.Alternatives(Split.Training).Concat(rule.Alternatives(Split.HeldOut));
}
