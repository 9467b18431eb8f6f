using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Turns generated tokens into pieces of text and decides where the answer ends. For one request at a time.</summary>
/// <param name="pool">Has the generators.</param>
/// <param name="tokenizer">Knows the texts of the tokens.</param>
/// <param name="endTokens">The tokens that end an answer.</param>
/// <param name="prefillChunk">The most prompt tokens that go through the model at once.</param>
internal sealed class TextGenerator(SequencePool pool, ModelTokenizer tokenizer, IReadOnlyList<int> endTokens, int prefillChunk)
{
    /// <summary>Generates the pieces of an answer; the last one, and only that, has a finish reason.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public IEnumerable<GeneratedPiece> Generate(GenAIRequest request, CancellationToken cancellationToken)
    {
        using var tokens = new TokenGeneration(pool, request, prefillChunk, cancellationToken);
        TokenDecoder decoder = tokenizer.CreateDecoder(request.KeptTokens, after: request.ContinuesText ? request.Prompt.Span[^1] : null);
        var stop = new StopSequenceMatcher(request.StopSequences);
        int count = 0;
        bool isEnded = false;
        while (!isEnded && !stop.IsMatched && tokens.MoveNext())
        {
            count++;
            bool isEndToken = endTokens.Contains(tokens.Current);
            isEnded = isEndToken || tokens.IsEnded;
            string text = isEndToken ? "" : stop.Append(decoder.Append(tokens.Current));
            if (text.Length > 0)
            {
                yield return new GeneratedPiece(text, count, CachedTokens: tokens.CachedTokens);
            }
        }

        string rest = stop.Append(decoder.Flush()) + stop.Flush();
        yield return new GeneratedPiece(rest, count, isEnded || stop.IsMatched ? ChatFinishReason.Stop : ChatFinishReason.Length, tokens.CachedTokens);
    }
}
