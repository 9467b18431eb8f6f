using System.Text;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes names of properties other than certain ones. Without escapes: they could spell one of those names.</summary>
internal sealed class PropertyNames(TermFactory terms, JsonStrings strings)
{
    private readonly Term _any = terms.Repeat(strings.Character(JsonStrings.Plain));

    public Term Except(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? strings.Any() : strings.Quote(Except([.. names.Select(name => name.EnumerateRunes().ToArray())], 0));

    private Term Except(Rune[][] names, int index)
    {
        var choices = new List<Term>();
        CodePoints others = JsonStrings.Plain;
        foreach (IGrouping<int, Rune[]> group in names.Where(name => index < name.Length).GroupBy(name => name[index].Value))
        {
            CodePoints first = CodePoints.Range(group.Key, group.Key);
            others = others.Except(first);
            choices.Add(terms.Sequence(strings.Character(first.Intersect(JsonStrings.Plain)), Except([.. group], index + 1)));
        }

        choices.Add(terms.Sequence(strings.Character(others), _any));
        if (!names.Any(name => name.Length == index))
        {
            choices.Add(terms.Empty);
        }

        return terms.Choice(choices);
    }
}
