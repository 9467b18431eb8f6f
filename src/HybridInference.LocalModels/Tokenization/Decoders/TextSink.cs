using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The last step: collects the text.</summary>
internal sealed class TextSink : TokenSink
{
    private readonly StringBuilder _rest = new();
    private string _first = "";

    /// <inheritdoc/>
    public override void Append(string token)
    {
        // As a token mostly is all there is until its text is taken, it is not copied.
        if (_first.Length == 0)
        {
            _first = token;
        }
        else
        {
            _rest.Append(token);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <summary>Takes the text that has arrived since the last call.</summary>
    public string TakeText()
    {
        string text = _rest.Length == 0 ? _first : _first + _rest;
        _first = "";
        _rest.Clear();
        return text;
    }
}
