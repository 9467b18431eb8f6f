namespace HybridInference.LocalModels.Tokenization;

/// <summary>Brings text into one of Unicode's normalization forms.</summary>
internal sealed class UnicodeNormalizer(bool isComposed, bool isCompatible) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text) => UnicodeNormalization.Normalize(text, isComposed, isCompatible);
}
