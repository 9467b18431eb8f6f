namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Makes a fresh scope, without bindings, for each expansion of a conversation.</summary>
internal readonly record struct ScopeSource(Random Random, Split Split)
{
    public GrammarScope Create() => new(Random, Split);
}
