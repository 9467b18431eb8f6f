namespace HybridInference.LocalModels.Tokenization;

/// <summary>A normalizer that is one function of the text.</summary>
internal sealed class TextNormalizer(Func<string, string> normalize) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text) => normalize(text);
}
