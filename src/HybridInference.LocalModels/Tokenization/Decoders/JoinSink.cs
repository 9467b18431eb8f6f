namespace HybridInference.LocalModels.Tokenization;

/// <summary>Puts a space between tokens: what Hugging Face does where a tokenizer.json has no decoder.</summary>
internal sealed class JoinSink(TokenSink next) : TokenSink
{
    private bool _isLater;

    /// <inheritdoc/>
    public override void Append(string token)
    {
        next.Append(_isLater ? " " + token : token);
        _isLater = true;
    }

    /// <inheritdoc/>
    public override void Flush() => next.Flush();
}
