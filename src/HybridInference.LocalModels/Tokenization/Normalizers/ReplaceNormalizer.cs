namespace HybridInference.LocalModels.Tokenization;

/// <summary>Replaces a pattern.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text) => pattern.Replace(text, content);
}
