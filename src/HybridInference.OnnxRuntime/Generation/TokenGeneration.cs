namespace HybridInference.OnnxRuntime;

/// <summary>One request on its way through the model: prefill, then one token after the other. Not thread-safe.</summary>
internal sealed class TokenGeneration : IDisposable
{
    private readonly SequenceCache _sequences;
    private readonly GenerationRequest _request;
    private readonly IReadOnlyList<int> _endTokens;
    private readonly int _prefillChunk;
    private readonly Sampler _sampler;
    private readonly DecoderRun _run;
    private readonly DecoderSequence _sequence;
    private int _count;
    private bool _isDisposed;

    public TokenGeneration(
        DecoderModel model, SequenceCache sequences, GenerationRequest request, IReadOnlyList<int> endTokens, int prefillChunk, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> prompt = request.Prompt.Span;
        _sequences = sequences;
        _request = request;
        _endTokens = endTokens;
        _prefillChunk = prefillChunk;
        _sampler = new Sampler(request.Sampling, prompt);
        _sequence = sequences.Take(prompt, prompt.Length + request.MaxOutputTokens);
        _run = new DecoderRun(model, cancellationToken);
        CachedTokens = _sequence.Tokens.Length;
    }

    /// <summary>Gets how many tokens of the prompt were in a kept sequence.</summary>
    public int CachedTokens { get; }

    /// <summary>Gets the latest token.</summary>
    public int Current { get; private set; }

    /// <summary>Generates the next token, which may be an end token, unless the limit is reached.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public bool MoveNext()
    {
        if (_count == _request.MaxOutputTokens)
        {
            return false;
        }

        if (_count == 0)
        {
            Prefill(_request.Prompt.Span[CachedTokens..]);
        }
        else
        {
            _sequence.Append([Current], _run);
        }

        _count++;
        Current = Choose();
        return true;
    }

    /// <summary>Ends the request. Idempotent.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _run.Dispose();
            _sequences.Return(_sequence);
        }
    }

    private void Prefill(ReadOnlySpan<int> prompt)
    {
        while (!prompt.IsEmpty)
        {
            int count = Math.Min(_prefillChunk, prompt.Length);
            _sequence.Append(prompt[..count], _run, wantedRows: count == prompt.Length ? 1 : 0);
            prompt = prompt[count..];
        }
    }

    private int Choose()
    {
        Span<float> logits = _sequence.Logits;
        for (int i = 0; _count <= _request.MinOutputTokens && i < _endTokens.Count; i++)
        {
            if ((uint)_endTokens[i] < (uint)logits.Length)
            {
                logits[_endTokens[i]] = float.NegativeInfinity;
            }
        }

        try
        {
            return _sampler.Next(logits);
        }
        catch
        {
            _sequence.Reject();
            throw;
        }
    }
}
