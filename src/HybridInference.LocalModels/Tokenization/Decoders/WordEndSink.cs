namespace HybridInference.LocalModels.Tokenization;

/// <summary>Turns the suffix that marks the end of a word into a space, but at the end of the text.</summary>
internal sealed class WordEndSink(string suffix, TokenSink next) : TokenSink
{
    private string? _last;

    /// <inheritdoc/>
    public override void Append(string token)
    {
        Pass(" ");
        _last = token;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        Pass("");
        _last = null;
        next.Flush();
    }

    private void Pass(string separator)
    {
        if (_last is not null)
        {
            next.Append(suffix.Length == 0 ? _last : _last.Replace(suffix, separator, StringComparison.Ordinal));
        }
    }
}
