namespace HybridInference.LocalModels.Tokenization;

/// <summary>Turns the character that stands for a space back into one; those of the first token are the prefix, which goes.</summary>
internal sealed class MetaspaceSink(MetaspaceOptions options, TokenSink next) : TokenSink
{
    private bool _dropsPrefix = options.Scheme != PrependScheme.Never;

    /// <inheritdoc/>
    public override void Append(string token)
    {
        next.Append(token.Replace(options.Replacement, _dropsPrefix ? "" : " ", StringComparison.Ordinal));
        _dropsPrefix = false;
    }

    /// <inheritdoc/>
    public override void Flush() => next.Flush();
}
