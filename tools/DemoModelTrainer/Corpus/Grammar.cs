using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>A context-free grammar read from the text files beside this class.</summary>
/// <remarks>
/// A file is a list of rules: <c>[name]</c> or <c>[name | split]</c>, then one alternative a line. In an alternative,
/// <c>{name}</c> stands for another rule or for a bound value, and <c>{this|that}</c> for one of the choices. A star in a
/// name stands for what <c>*</c> is bound to, so that one frame can serve several labels.
/// </remarks>
internal sealed partial class Grammar
{
    private readonly Dictionary<string, GrammarRule> _rules = [];
    private readonly Lazy<IReadOnlyList<string>> _trainingWords;
    private readonly Lazy<IReadOnlyList<string>> _heldOutWords;

    private Grammar()
    {
        _trainingWords = new(() => CollectWords(Split.Training));
        _heldOutWords = new(() => CollectWords(Split.HeldOut));
    }

    public IEnumerable<GrammarRule> Rules => _rules.Values;

    /// <summary>Reads every grammar file of this assembly.</summary>
    public static Grammar Load()
    {
        var grammar = new Grammar();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            grammar.Read(reader);
        }

        return grammar;
    }

    /// <summary>The different words of the alternatives of a split, in lower case.</summary>
    public IReadOnlyList<string> Words(Split split) => split == Split.Training ? _trainingWords.Value : _heldOutWords.Value;

    /// <summary>Expands a rule by random choices.</summary>
    public string Expand(string rule, GrammarScope scope) =>
        ExpandTemplate(Choose(Rule(rule).Alternatives(scope.Split), scope.Random), scope);

    /// <summary>Expands the slots of a template by random choices.</summary>
    public string ExpandTemplate(string template, GrammarScope scope)
    {
        var result = new StringBuilder();
        var position = 0;
        while (position < template.Length)
        {
            var open = template.IndexOf('{', position);
            if (open < 0)
            {
                result.Append(template, position, template.Length - position);
                break;
            }

            var close = FindClose(template, open);
            result.Append(template, position, open - position);
            result.Append(ExpandSlot(template[(open + 1)..close], scope));
            position = close + 1;
        }

        return result.ToString();
    }

    private string ExpandSlot(string slot, GrammarScope scope)
    {
        var choices = SplitChoices(slot);
        if (choices.Count > 1)
        {
            return ExpandTemplate(Choose(choices, scope.Random), scope);
        }

        var name = slot.Replace("*", scope.Find("*"), StringComparison.Ordinal);
        return scope.Find(name) ?? Expand(name, scope);
    }

    private List<string> CollectWords(Split split) =>
    [
        .. _rules.Values
            .SelectMany(rule => rule.Alternatives(split))
            .SelectMany(alternative => WordPattern().Matches(alternative))
            .Select(match => match.Value.ToLowerInvariant())
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private GrammarRule Rule(string name) =>
        _rules.TryGetValue(name, out var rule) ? rule : throw new KeyNotFoundException($"The grammar has no rule '{name}'.");

    private void Read(TextReader reader)
    {
        string? header = null;
        List<string> alternatives = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                AddRule(header, alternatives);
                (header, alternatives) = (line.Trim('[', ']'), []);
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                alternatives.Add(line);
            }
        }

        AddRule(header, alternatives);
    }

    private void AddRule(string? header, List<string> alternatives)
    {
        if (header is null)
        {
            return;
        }

        var parts = header.Split('|', StringSplitOptions.TrimEntries);
        _rules.Add(parts[0], new GrammarRule(parts[0], parts.Length > 1 && parts[1] == "split", alternatives));
    }

    private static string Choose(IReadOnlyList<string> choices, Random random) => choices[random.Next(choices.Count)];

    private static int FindClose(string template, int open)
    {
        var depth = 0;
        for (var i = open; i < template.Length; i++)
        {
            depth += template[i] == '{' ? 1 : template[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        throw new FormatException($"A brace is not closed in '{template}'.");
    }

    private static List<string> SplitChoices(string slot)
    {
        List<string> choices = [];
        var (depth, start) = (0, 0);
        for (var i = 0; i < slot.Length; i++)
        {
            depth += slot[i] == '{' ? 1 : slot[i] == '}' ? -1 : 0;
            if (slot[i] == '|' && depth == 0)
            {
                choices.Add(slot[start..i]);
                start = i + 1;
            }
        }

        choices.Add(slot[start..]);
        return choices;
    }

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex WordPattern();
}
