namespace HybridInference.LocalModels.Tokenization;

/// <summary>A <c>normalizer</c> of a tokenizer.json: rewrites the text before it is split.</summary>
internal abstract class Normalizer
{
    /// <summary>Rewrites a text.</summary>
    public abstract string Normalize(string text);
}
