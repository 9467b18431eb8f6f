namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>A task with a request, such as "What is the sentiment?", about a text.</summary>
internal interface ITextTask
{
    /// <summary>A short name for reports.</summary>
    string Name { get; }

    /// <summary>The rule of the words that may introduce the text, such as "Review".</summary>
    string LabelRule { get; }

    string CreateRequest(GrammarScope scope);

    TaskText CreateText(string request, GrammarScope scope);
}
