namespace HybridInference.LocalModels.Tokenization;

/// <summary>The <c>decoder</c> of a tokenizer.json.</summary>
internal sealed class TokenDecoding
{
    private readonly List<DecoderStep> _steps;

    private TokenDecoding(List<DecoderStep> steps)
    {
        _steps = steps;
    }

    /// <summary>Reads the <c>decoder</c> member.</summary>
    public static TokenDecoding Read(ModelJson json) => new(json.IsNull ? [JoinStep] : DecoderReader.Read(json));

    /// <summary>Creates the steps for one text.</summary>
    /// <param name="text">Where the text arrives.</param>
    /// <param name="isIncremental">Whether text is passed on as soon as it is complete, before the last token is known.</param>
    public TokenSink Attach(TextSink text, bool isIncremental)
    {
        TokenSink sink = text;
        foreach (DecoderStep step in Enumerable.Reverse(_steps))
        {
            sink = step(sink, isIncremental);
        }

        return sink;
    }

    private static JoinSink JoinStep(TokenSink next, bool isIncremental) => new(next);
}
