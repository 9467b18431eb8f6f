namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Sort a message to a help desk by topic.</summary>
internal sealed class TopicTask(Grammar grammar) : ITextTask
{
    private static readonly string[] Topics = ["billing", "delivery", "technical", "account"];

    public string Name => "topic";

    public string LabelRule => "topic.label";

    public string CreateRequest(GrammarScope scope) => grammar.Expand("topic.ask", scope);

    public TaskText CreateText(string request, GrammarScope scope)
    {
        var topic = Topics[scope.Random.Next(Topics.Length)];
        scope.Bind("*", topic);
        var text = grammar.Expand(scope.Random.Next(2) == 0 ? "topic.frame" : "topic." + topic, scope);
        return new TaskText(scope.Random.Next(4) == 0 ? $"{grammar.Expand("topic.opening", scope)} {text}" : text, topic);
    }
}
