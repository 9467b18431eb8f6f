using System.Runtime.InteropServices;

namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Copy one kind of value out of a note that may hold others too.</summary>
/// <param name="grammar">Has the rules <c>{kind}.ask</c> and <c>{kind}.sentence</c> for each kind.</param>
/// <param name="kind">"date", "email" or "amount".</param>
/// <param name="missingAnswer">The answer when the note has no such value.</param>
internal sealed class ExtractionTask(Grammar grammar, string kind, string missingAnswer) : ITextTask
{
    private const string Placeholder = "\uE000";
    private static readonly string[] Kinds = ["date", "email", "amount"];

    private readonly EmailAddresses _emails = new(grammar);

    public string Name => kind;

    public string LabelRule => "note.label";

    public string CreateRequest(GrammarScope scope) => grammar.Expand(kind + ".ask", scope);

    public TaskText CreateText(string request, GrammarScope scope)
    {
        List<string> sentences = [];
        var answer = missingAnswer;
        if (scope.Random.Next(10) != 0)
        {
            answer = AddTarget(sentences, scope);
        }

        foreach (var other in Kinds.Where(other => other != kind && scope.Random.Next(4) == 0))
        {
            scope.Bind(other, CreateValue(other, scope));
            sentences.Add(grammar.Expand(other + ".sentence", scope));
        }

        AddFillers(sentences, scope);
        scope.Random.Shuffle(CollectionsMarshal.AsSpan(sentences));
        var text = TextNoise.Tidy(string.Join(scope.Random.Next(8) == 0 ? "\n" : " ", sentences));
        return new TaskText(TextNoise.Apply(text, scope.Random).Replace(Placeholder, answer, StringComparison.Ordinal), answer);
    }

    private string AddTarget(List<string> sentences, GrammarScope scope)
    {
        if (kind == "date" && scope.Random.Next(7) == 0)
        {
            return AddRelativeDate(sentences, scope);
        }

        scope.Bind(kind, Placeholder);
        sentences.Add(grammar.Expand(kind + ".sentence", scope));
        return CreateValue(kind, scope);
    }

    /// <summary>A day such as "next Friday"; the preposition of "on Friday" belongs to the sentence, and not to the answer.</summary>
    private string AddRelativeDate(List<string> sentences, GrammarScope scope)
    {
        const string Preposition = "on ";
        var relative = grammar.Expand("relative", scope);
        var hasPreposition = relative.StartsWith(Preposition, StringComparison.Ordinal);
        scope.Bind("relative", hasPreposition ? Preposition + Placeholder : Placeholder);
        sentences.Add(grammar.Expand("relative.sentence", scope));
        return hasPreposition ? relative[Preposition.Length..] : relative;
    }

    private string CreateValue(string valueKind, GrammarScope scope) => valueKind switch
    {
        "date" => ValueFormats.Date(scope.Random),
        "email" => _emails.Create(scope),
        _ => ValueFormats.Amount(scope.Random),
    };

    private void AddFillers(List<string> sentences, GrammarScope scope)
    {
        var count = Math.Max(scope.Random.Next(-1, 3), sentences.Count == 0 ? 1 : 0);
        for (var i = 0; i < count; i++)
        {
            scope.Bind("*", scope.Random.Next(2) == 0 ? "positive" : "negative");
            sentences.Add(grammar.Expand(scope.Random.Next(5) == 0 ? "note.other" : "note.filler", scope));
        }
    }
}
