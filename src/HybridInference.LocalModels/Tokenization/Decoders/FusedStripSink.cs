namespace HybridInference.LocalModels.Tokenization;

/// <summary>Takes up to a number of characters from both ends of the whole text.</summary>
internal sealed class FusedStripSink(char content, int start, int stop, TokenSink next) : TokenSink
{
    private int _startLeft = start;
    private string _kept = "";

    /// <inheritdoc/>
    public override void Append(string token)
    {
        string text = _kept + StripStart(token);
        int end = text.Length;
        while (end > 0 && text.Length - end < stop && text[end - 1] == content)
        {
            end--;
        }

        _kept = text[end..];
        if (end > 0)
        {
            next.Append(text[..end]);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => next.Flush();

    private string StripStart(string token)
    {
        int begin = 0;
        while (_startLeft > 0 && begin < token.Length)
        {
            _startLeft = token[begin] == content ? _startLeft - 1 : 0;
            begin += token[begin] == content ? 1 : 0;
        }

        return token[begin..];
    }
}
