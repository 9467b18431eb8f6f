namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>A text to work on and the answer to give for it.</summary>
internal sealed record TaskText(string Text, string Answer);
