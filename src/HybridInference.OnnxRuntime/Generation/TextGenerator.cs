using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns generated tokens into pieces of text and decides where the answer ends. Thread-safe; its results are not.</summary>
internal sealed class TextGenerator(TokenGenerator tokens, ModelTokenizer tokenizer, IReadOnlyList<int> endTokens)
{
    /// <summary>Generates an answer; the last piece, and only that, has a finish reason.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<GeneratedPiece> Generate(GenerationRequest request, CancellationToken cancellationToken)
    {
        TokenDecoder decoder = tokenizer.CreateDecoder(request.KeptTokens);
        var stop = new StopSequenceMatcher(request.StopSequences);
        int count = 0;
        bool ended = false;
        List<TokenLogProbability>? scores = null;
        using TokenGeneration generation = tokens.Start(request, cancellationToken);
        while (generation.MoveNext())
        {
            count++;
            ended = endTokens.Contains(generation.Current);
            if (generation.TakeScore() is { } score && !ended)
            {
                (scores ??= []).Add(score.Describe(tokenizer));
            }

            string text = ended ? "" : stop.Append(decoder.Append(generation.Current));
            if (text.Length > 0)
            {
                yield return new GeneratedPiece(text, count, CachedTokens: generation.CachedTokens, LogProbabilities: scores);
                scores = null;
            }

            if (ended || stop.IsMatched)
            {
                break;
            }
        }

        string rest = stop.Append(decoder.Flush()) + stop.Flush();
        ChatFinishReason reason = ended || stop.IsMatched || generation.IsFinished ? ChatFinishReason.Stop : ChatFinishReason.Length;
        yield return new GeneratedPiece(rest, count, reason, generation.CachedTokens, scores);
    }
}
