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
    private readonly TokenDrafts? _drafts;

    /// <summary>Tokens that are chosen and not given out yet, in the order of their choice.</summary>
    private readonly Queue<int> _chosen = new();

    private int _chosenCount;
    private bool _isDisposed;

    public TokenGeneration(
        DecoderModel model, SequenceCache sequences, GenerationRequest request, IReadOnlyList<int> endTokens, EngineSettings settings, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> prompt = request.Prompt.Span;
        _sequences = sequences;
        _request = request;
        _endTokens = endTokens;
        _prefillChunk = settings.PrefillChunk;
        _sampler = new Sampler(request.Sampling, prompt);
        _sequence = sequences.Take(prompt, prompt.Length + request.MaxOutputTokens);
        _run = new DecoderRun(model, cancellationToken);
        CachedTokens = _sequence.Tokens.Length;
        bool drafts = settings.MaxDraftTokens > 0 && request.IsPlainGreedy && _sequence.GivesManyRows;
        _drafts = drafts ? new TokenDrafts(request, settings.MaxDraftTokens) : null;
    }

    /// <summary>Gets how many tokens of the prompt were in a kept sequence.</summary>
    public int CachedTokens { get; }

    /// <summary>Gets the latest token.</summary>
    public int Current { get; private set; }

    /// <summary>Gets how often the graph has run since the prompt; with drafts that were right, less often than there are tokens.</summary>
    public int DecodeRuns { get; private set; }

    /// <summary>Generates the next token, which may be an end token, unless the limit is reached.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public bool MoveNext()
    {
        _run.ThrowIfCancelled();
        if (_chosen.Count == 0)
        {
            if (_chosenCount == _request.MaxOutputTokens)
            {
                return false;
            }

            Run();
        }

        Current = _chosen.Dequeue();
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

    private void Run()
    {
        if (_chosenCount == 0)
        {
            Prefill(_request.Prompt.Span[CachedTokens..]);
            Choose(_sequence.Logits());
        }
        else
        {
            // An end token that the answer is too short for would be a choice other than that of the greatest logit.
            int room = _chosenCount < _request.MinOutputTokens ? 0 : _request.MaxOutputTokens - _chosenCount - 1;
            Decode(_drafts is null ? [Current] : _drafts.Draft(Current, room));
        }
    }

    private void Prefill(ReadOnlySpan<int> prompt)
    {
        while (!prompt.IsEmpty)
        {
            int count = Math.Min(_prefillChunk, prompt.Length);
            _sequence.Append(prompt[..count], _run);
            prompt = prompt[count..];
        }
    }

    /// <summary>
    /// Sends the latest token, and a draft of those that follow, through the graph at once, and chooses tokens as long as they are those of
    /// the draft. What the draft had beyond them is taken back.
    /// </summary>
    private void Decode(ReadOnlySpan<int> tokens)
    {
        int start = _sequence.Tokens.Length;
        _sequence.Append(tokens, _run, wantedRows: tokens.Length);
        DecodeRuns++;
        int right = 0;
        bool isClose = tokens.Length > 1 && CloseCall.Is(_sequence.Logits(tokens.Length - 1));
        while (!isClose && Choose(_sequence.Logits(tokens.Length - 1 - right)) is var token && right < tokens.Length - 1 && token == tokens[right + 1])
        {
            right++;
            isClose = CloseCall.Is(_sequence.Logits(tokens.Length - 1 - right));
        }

        _sequence.Truncate(start + right + 1);
        if (isClose)
        {
            Repeat(tokens[right]);
        }

        _drafts?.OnRun(tokens.Length, right, extraRuns: isClose ? 1 : 0);
    }

    /// <summary>Sends the last token through the graph once more, alone, and chooses what follows.</summary>
    private void Repeat(int token)
    {
        _sequence.Truncate(_sequence.Tokens.Length - 1);
        _sequence.Append([token], _run);
        DecodeRuns++;
        Choose(_sequence.Logits());
    }

    private int Choose(Span<float> logits)
    {
        for (int i = 0; _chosenCount < _request.MinOutputTokens && i < _endTokens.Count; i++)
        {
            if ((uint)_endTokens[i] < (uint)logits.Length)
            {
                logits[_endTokens[i]] = float.NegativeInfinity;
            }
        }

        try
        {
            int token = _sampler.Next(logits);
            _chosen.Enqueue(token);
            _chosenCount++;
            _drafts?.Add(token);
            return token;
        }
        catch
        {
            _sequence.Reject();
            throw;
        }
    }
}
