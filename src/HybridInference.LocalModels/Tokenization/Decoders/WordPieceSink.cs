namespace HybridInference.LocalModels.Tokenization;

/// <summary>Joins the parts of words, and puts a space between words, but before some signs.</summary>
internal sealed class WordPieceSink(string prefix, bool isCleaned, TokenSink next) : TokenSink
{
    private static readonly (string Text, string Replacement)[] Cleanings =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"),
        (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    private bool _isLater;

    /// <inheritdoc/>
    public override void Append(string token)
    {
        string text = !_isLater ? token : token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
        _isLater = true;
        next.Append(isCleaned ? Clean(text) : text);
    }

    /// <inheritdoc/>
    public override void Flush() => next.Flush();

    private static string Clean(string text) => Cleanings.Aggregate(
        text, (current, cleaning) => current.Replace(cleaning.Text, cleaning.Replacement, StringComparison.Ordinal));
}
