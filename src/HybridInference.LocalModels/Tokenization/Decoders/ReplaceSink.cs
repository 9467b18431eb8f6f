namespace HybridInference.LocalModels.Tokenization;

/// <summary>Replaces a pattern in every token.</summary>
internal sealed class ReplaceSink(TextPattern pattern, string content, TokenSink next) : TokenSink
{
    /// <inheritdoc/>
    public override void Append(string token) => next.Append(pattern.Replace(token, content));

    /// <inheritdoc/>
    public override void Flush() => next.Flush();
}
