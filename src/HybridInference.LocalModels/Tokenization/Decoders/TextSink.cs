using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The last step: collects the text.</summary>
internal sealed class TextSink : TokenSink
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public override void Append(string token) => _text.Append(token);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <summary>Takes the text that has arrived since the last call.</summary>
    public string TakeText()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }
}
