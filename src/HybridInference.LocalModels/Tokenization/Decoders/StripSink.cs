namespace HybridInference.LocalModels.Tokenization;

/// <summary>Takes up to a number of characters from both ends of every token.</summary>
internal sealed class StripSink(char content, int start, int stop, TokenSink next) : TokenSink
{
    /// <inheritdoc/>
    public override void Append(string token)
    {
        int begin = 0;
        while (begin < Math.Min(start, token.Length) && token[begin] == content)
        {
            begin++;
        }

        int end = token.Length;
        while (end > begin && token.Length - end < stop && token[end - 1] == content)
        {
            end--;
        }

        next.Append(token[begin..end]);
    }

    /// <inheritdoc/>
    public override void Flush() => next.Flush();
}
