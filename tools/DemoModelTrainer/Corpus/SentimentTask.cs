namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Tell whether a review is positive, negative or, where the request allows it, mixed.</summary>
internal sealed class SentimentTask(Grammar grammar) : ITextTask
{
    public string Name => "sentiment";

    public string LabelRule => "sentiment.label";

    public string CreateRequest(GrammarScope scope) => grammar.Expand("sentiment.ask", scope);

    public TaskText CreateText(string request, GrammarScope scope)
    {
        var allowsMixed = !Mentions(request, "negative") || Mentions(request, "mixed");
        var draw = scope.Random.Next(100);
        var label = allowsMixed && draw < 16 ? "mixed" : draw % 2 == 0 ? "positive" : "negative";
        scope.Bind("*", label);
        return new TaskText(grammar.Expand(label + ".review", scope), label);
    }

    private static bool Mentions(string request, string label) => request.Contains(label, StringComparison.OrdinalIgnoreCase);
}
