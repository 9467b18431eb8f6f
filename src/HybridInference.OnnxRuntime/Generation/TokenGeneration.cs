using System.Runtime.ExceptionServices;
using HybridInference.OnnxRuntime.Grammar;

namespace HybridInference.OnnxRuntime;

/// <summary>One request on its way through the model: prefill, then one token after the other. Not thread-safe.</summary>
internal sealed class TokenGeneration : IDisposable
{
    private readonly SequenceCache _sequences;
    private readonly GenerationRequest _request;
    private readonly IReadOnlyList<int> _endTokens;
    private readonly int _prefillChunk;
    private readonly ConstraintCursor? _constraint;
    private readonly Sampler _sampler;
    private readonly TokenScores? _scores;
    private readonly DecoderRun _run;
    private readonly TokenDrafts? _drafts;
    private readonly string _modelFile;

    /// <summary>Tokens that are chosen and not given out yet.</summary>
    private readonly Queue<int> _chosen = new();

    private DecoderSequence? _sequence;
    private int _prefilled;
    private int _chosenCount;
    private int _latest;
    private ExceptionDispatchInfo? _failure;
    private bool _isDisposed;

    public TokenGeneration(
        DecoderModel model, SequenceCache sequences, GenerationRequest request, IReadOnlyList<int> endTokens, EngineSettings settings, CancellationToken cancellationToken)
    {
        _sequences = sequences;
        _request = request;
        _endTokens = endTokens;
        _prefillChunk = settings.PrefillChunk;
        _constraint = request.Constraint?.Start(request.MaxOutputTokens);
        _sampler = new Sampler(request.Sampling, request.Prompt.Span, _constraint);
        _scores = request.TopLogProbabilities is { } top ? new TokenScores(top) : null;
        _run = new DecoderRun(model, cancellationToken);
        _modelFile = model.Path;
        bool drafts = settings.MaxDraftTokens > 0 && request.AllowsDrafts && model.Signature.GivesManyRows;
        _drafts = drafts ? new TokenDrafts(request, settings.MaxDraftTokens) : null;
    }

    /// <summary>Gets the tokens that have gone through the graph, once there are any.</summary>
    public DecoderSequence Sequence => _sequence ?? throw new InvalidOperationException("No part of the prompt has gone through the graph yet.");

    /// <summary>Gets how many tokens of the prompt were there already when its turn came.</summary>
    public int CachedTokens { get; private set; }

    /// <summary>Gets the tokens of the prompt.</summary>
    public int PromptLength => _request.Prompt.Length;

    /// <summary>Gets the native memory of the tokens.</summary>
    public long Bytes => _sequence?.Bytes ?? 0;

    /// <summary>Gets whether the answer is complete, so that no token may follow.</summary>
    public bool IsFinished => _constraint?.IsFinished ?? false;

    /// <summary>Gets the latest token.</summary>
    public int Current { get; private set; }

    /// <summary>Gets how often the graph has run for this request alone; with drafts that were right, less often than there are tokens.</summary>
    public int Runs { get; private set; }

    /// <summary>Gets whether a part of the prompt is still to go through the graph.</summary>
    public bool IsPrefilling => _prefilled < _request.Prompt.Length;

    /// <summary>Gets whether the graph has to run over the latest token before there is a next one.</summary>
    public bool WantsToken => _chosen.Count == 0 && _chosenCount < _request.MaxOutputTokens && _failure is null && !IsPrefilling && !IsFinished;

    /// <summary>Gives how likely the latest token was; null where that was not asked for.</summary>
    public TokenScore? TakeScore() => _scores?.Take();

    /// <summary>Generates the next token, which may be an end token, unless the limit or the end of the form is reached.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public bool MoveNext()
    {
        _run.ThrowIfCancelled();
        while (IsPrefilling)
        {
            Prefill();
        }

        if (WantsToken)
        {
            Decode();
        }

        if (_chosen.Count == 0)
        {
            _failure?.Throw();
            return false;
        }

        Current = _chosen.Dequeue();
        return true;
    }

    /// <summary>Sends the next part of the prompt through the graph, and chooses the first token after the last part.</summary>
    /// <param name="others">Other requests that the caller runs, whose prompts may have begun in the same way.</param>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public void Prefill(IEnumerable<TokenGeneration>? others = null)
    {
        if (_sequence is null)
        {
            IEnumerable<DecoderSequence> lenders = (others ?? []).Select(other => other._sequence).OfType<DecoderSequence>();
            _sequence = _sequences.Take(_request.Prompt.Span, PromptLength + _request.MaxOutputTokens, lenders);
            _prefilled = CachedTokens = _sequence.Tokens.Length;
        }

        ReadOnlySpan<int> rest = _request.Prompt.Span[_prefilled..];
        ReadOnlySpan<int> part = rest[..Math.Min(_prefillChunk, rest.Length)];
        Append(part, wantedRows: part.Length == rest.Length ? 1 : 0);
        _prefilled += part.Length;
        if (!IsPrefilling)
        {
            Choose(Sequence.Logits);
        }
    }

    /// <summary>Chooses the next token, unless rounding could turn the choice.</summary>
    /// <param name="logits">The logits of a run over several tokens or sequences, which are used as working memory.</param>
    public bool TryChoose(Span<float> logits)
    {
        bool isClose = _request.IsPlainGreedy && CloseCall.Is(logits);
        if (!isClose)
        {
            Choose(logits);
        }

        return !isClose;
    }

    /// <summary>Chooses the next token. A failure shows when the token is asked for.</summary>
    /// <param name="logits">The logits, which are used as working memory.</param>
    public void Choose(Span<float> logits)
    {
        _scores?.Observe(logits);
        ForbidEarlyEnd(logits);
        try
        {
            _latest = _sampler.Next(logits);
            _scores?.Add(_latest);
            _chosen.Enqueue(_latest);
            _chosenCount++;
            _drafts?.Add(_latest);
        }
        catch (Exception exception)
        {
            Fail(exception is InvalidOperationException ? new ModelLoadException(_modelFile, exception.Message, exception) : exception);
        }
    }

    /// <summary>Ends the request with a failure, which shows when the next token is asked for.</summary>
    public void Fail(Exception exception)
    {
        _sequence?.Reject();
        _failure = ExceptionDispatchInfo.Capture(exception);
    }

    /// <summary>Ends the request. Idempotent.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _run.Dispose();
            if (_sequence is not null)
            {
                _sequences.Return(_sequence);
            }
        }
    }

    private void Decode()
    {
        // An end token that the answer is too short for would not be the choice of the greatest logit.
        int room = _chosenCount < _request.MinOutputTokens ? 0 : _request.MaxOutputTokens - _chosenCount - 1;
        ReadOnlySpan<int> tokens = _drafts is null ? [_latest] : _drafts.Draft(_latest, room);
        if (tokens.Length > 1)
        {
            Check(tokens);
            return;
        }

        Append(tokens);
        Choose(Sequence.Logits);
        _drafts?.OnRun(tokens: 1, right: 0, extraRuns: 0);
    }

    /// <summary>
    /// Sends the latest token and a draft of those that follow through the graph at once, and chooses tokens as long as they are those of the
    /// draft. What the draft had beyond them is taken back.
    /// </summary>
    private void Check(ReadOnlySpan<int> tokens)
    {
        int start = Sequence.Tokens.Length;
        Append(tokens, wantedRows: tokens.Length);
        int last = tokens.Length - 1;
        int right = 0;
        bool isSure = TryChoose(Sequence.LogitsFromEnd(last));
        while (isSure && right < last && _latest == tokens[right + 1])
        {
            right++;
            isSure = TryChoose(Sequence.LogitsFromEnd(last - right));
        }

        Sequence.Truncate(start + right + (isSure ? 1 : 0));
        if (!isSure)
        {
            Append([tokens[right]]);
            Choose(Sequence.Logits);
        }

        _drafts?.OnRun(tokens.Length, right, extraRuns: isSure ? 0 : 1);
    }

    private void Append(ReadOnlySpan<int> tokens, int wantedRows = 1)
    {
        Sequence.Append(tokens, _run, wantedRows);
        Runs++;
    }

    private void ForbidEarlyEnd(Span<float> logits)
    {
        for (int i = 0; _constraint is null && _chosenCount < _request.MinOutputTokens && i < _endTokens.Count; i++)
        {
            if ((uint)_endTokens[i] < (uint)logits.Length)
            {
                logits[_endTokens[i]] = float.NegativeInfinity;
            }
        }
    }
}
