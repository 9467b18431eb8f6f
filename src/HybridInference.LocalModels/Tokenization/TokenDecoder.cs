using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels;

/// <summary>Turns the tokens of one response into text as they arrive. Not thread safe.</summary>
internal sealed class TokenDecoder
{
    private readonly TokenizerPipeline _pipeline;
    private readonly IReadOnlySet<int>? _kept;
    private readonly TextSink _text = new();
    private readonly TokenSink _steps;

    /// <summary>Initializes the decoder.</summary>
    public TokenDecoder(TokenizerPipeline pipeline, bool isIncremental, IReadOnlySet<int>? kept = null)
    {
        _pipeline = pipeline;
        _kept = kept;
        _steps = pipeline.Decoding.Attach(_text, isIncremental);
    }

    /// <summary>Takes a token and gets the text that became complete with it; special and unknown ids have none.</summary>
    public string Append(int id)
    {
        Add(id);
        return _text.TakeText();
    }

    /// <summary>Takes a token.</summary>
    public void Add(int id)
    {
        if (_pipeline.FindToken(id) is string token && (!_pipeline.AddedTokens.IsSpecial(token) || _kept?.Contains(id) == true))
        {
            _steps.Append(token);
        }
    }

    /// <summary>Gets what is left after the last token; bytes that are no complete character become U+FFFD.</summary>
    public string Flush()
    {
        _steps.Flush();
        return _text.TakeText();
    }
}
