namespace HybridInference.OnnxRuntime;

/// <summary>Generates token ids: prefill, then one token after the other. Thread-safe; the sequences it returns are not.</summary>
internal sealed class TokenGenerator(DecoderModel model, IReadOnlyList<int> endTokens, int prefillChunk)
{
    /// <summary>Generates ids, the end token included, until the caller stops asking or the limit is reached.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<int> Generate(GenerationRequest request, CancellationToken cancellationToken)
    {
        int promptLength = request.Prompt.Length;
        var sampler = new Sampler(request.Sampling, request.Prompt.Span);
        using var sequence = new DecoderSequence(model, promptLength, promptLength + request.MaxOutputTokens, cancellationToken);

        Prefill(sequence, request.Prompt.Span);
        for (int count = 1; ; count++)
        {
            int token = sampler.Next(LogitsOf(sequence, isEndAllowed: count > request.MinOutputTokens));
            yield return token;
            if (count >= request.MaxOutputTokens)
            {
                break;
            }

            sequence.Append([token]);
        }
    }

    private void Prefill(DecoderSequence sequence, ReadOnlySpan<int> prompt)
    {
        while (!prompt.IsEmpty)
        {
            int count = Math.Min(prefillChunk, prompt.Length);
            sequence.Append(prompt[..count]);
            prompt = prompt[count..];
        }
    }

    private Span<float> LogitsOf(DecoderSequence sequence, bool isEndAllowed)
    {
        Span<float> logits = sequence.Logits;
        for (int i = 0; !isEndAllowed && i < endTokens.Count; i++)
        {
            if ((uint)endTokens[i] < (uint)logits.Length)
            {
                logits[endTokens[i]] = float.NegativeInfinity;
            }
        }

        return logits;
    }
}
