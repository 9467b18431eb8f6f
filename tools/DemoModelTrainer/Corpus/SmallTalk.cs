namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Greetings, thanks, questions about the model itself, and requests that are too much for it.</summary>
internal sealed class SmallTalk(Grammar grammar)
{
    private static readonly string[] Topics =
    [
        "hello", "hello", "hello", "morning", "evening", "afternoon", "introduction", "introduction", "feeling", "feeling",
        "identity", "identity", "abilities", "abilities", "location", "thanks", "thanks", "goodbye", "goodbye", "praise", "blame",
        "joke", "acknowledge",
    ];

    /// <summary>Draws something a user may say without any task, and the answer.</summary>
    public TaskText CreateChat(GrammarScope scope) => Create(Topics[scope.Random.Next(Topics.Length)], scope);

    /// <summary>Draws a request that a larger model should answer, and the reply that says so.</summary>
    public TaskText CreateOutOfScope(GrammarScope scope) => Create("outofscope", scope);

    private TaskText Create(string topic, GrammarScope scope)
    {
        scope.Bind("name", grammar.ExpandTemplate("{name}", scope));
        var ask = TextNoise.Apply(TextNoise.Tidy(grammar.Expand(topic + ".ask", scope)), scope.Random);
        return new TaskText(ask, grammar.Expand(topic + ".answer", scope));
    }
}
