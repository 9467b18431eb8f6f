using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns generated tokens into pieces of text and decides where the answer ends. Thread-safe; its results are not.</summary>
internal sealed class TextGenerator(TokenGenerator tokens, ModelTokenizer tokenizer, IReadOnlyList<int> endTokens)
{
    /// <summary>Gets the generator of the tokens.</summary>
    public TokenGenerator Tokens => tokens;

    /// <summary>Starts an answer.</summary>
    public TextGeneration Start(GenerationRequest request, CancellationToken cancellationToken)
    {
        TokenGeneration generation = tokens.Start(request, cancellationToken);
        return new TextGeneration(generation, Generate(request, generation));
    }

    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    private IEnumerator<GeneratedPiece> Generate(GenerationRequest request, TokenGeneration generation)
    {
        TokenDecoder decoder = tokenizer.CreateDecoder(request.KeptTokens, after: request.ContinuesText ? request.Prompt.Span[^1] : null);
        var stop = new StopSequenceMatcher(request.StopSequences);
        int count = 0;
        bool ended = false;
        var scores = new PendingScores(tokenizer);
        while (!ended && !stop.IsMatched && generation.MoveNext())
        {
            count++;
            ended = endTokens.Contains(generation.Current);
            scores.Add(ended ? null : generation.TakeScore());
            string text = ended ? "" : stop.Append(decoder.Append(generation.Current));
            yield return new GeneratedPiece(text, count, CachedTokens: generation.CachedTokens, LogProbabilities: scores.TakeFor(text));
        }

        string rest = stop.Append(decoder.Flush()) + stop.Flush();
        ChatFinishReason reason = ended || stop.IsMatched || generation.IsFinished ? ChatFinishReason.Stop : ChatFinishReason.Length;
        yield return new GeneratedPiece(rest, count, reason, generation.CachedTokens, scores.Take());
    }
}
