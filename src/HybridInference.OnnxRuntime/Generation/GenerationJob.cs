namespace HybridInference.OnnxRuntime;

/// <summary>
/// A request between its reader and the thread that generates. A reader that is slow holds up nobody; one that stops reading ends the request.
/// </summary>
internal sealed class GenerationJob : IDisposable
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping;
    private readonly CancellationToken _callerToken;
    private readonly TextGenerator _generator;
    private readonly Action _onEnd;
    private TextGeneration? _generation;

    public GenerationJob(
        TextGenerator generator, GenerationRequest request, PieceChannel pieces, Action onEnd, CancellationToken callerToken, CancellationToken disposalToken)
    {
        _onEnd = onEnd;
        _generator = generator;
        _callerToken = callerToken;
        Request = request;
        Pieces = pieces;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(callerToken, disposalToken);
    }

    public GenerationRequest Request { get; }

    public TextGenerator Generator => _generator;

    /// <summary>Gets the token that is cancelled when nobody wants the rest any more.</summary>
    public CancellationToken StoppingToken => _stopping.Token;

    /// <summary>Gets the tokens, once the request is started.</summary>
    public TokenGeneration? Tokens => _generation?.Tokens;

    /// <summary>Gets whether the request has ended, in whatever way.</summary>
    public bool IsEnded => _end.Task.IsCompleted;

    /// <summary>Gets the way of the pieces to the reader.</summary>
    public PieceChannel Pieces { get; }

    /// <summary>Ends the request if it still runs, and waits until nothing uses it any more.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _end.Task.ConfigureAwait(false);
    }

    /// <summary>Starts the request on the generating thread. Never fails: what goes wrong reaches the reader.</summary>
    public void Start()
    {
        try
        {
            _stopping.Token.ThrowIfCancellationRequested();
            _generation = _generator.Start(Request, _stopping.Token);
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }

    /// <summary>Sends the next part of the prompt through the model, after what the prompts of others have computed of it. Never fails.</summary>
    public void Prefill(IEnumerable<GenerationJob> running)
    {
        try
        {
            Tokens!.Prefill(running.Where(job => job != this && !job.IsEnded).Select(job => job.Tokens!));
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }

    /// <summary>Gives the reader what the next token completes. Never fails.</summary>
    public void Advance()
    {
        try
        {
            _generation!.Pieces.MoveNext();
            Give(_generation.Pieces.Current);
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }

    /// <summary>Ends the request with a failure, unless it has ended.</summary>
    public void Fail(Exception exception)
    {
        if (!IsEnded)
        {
            End(exception);
        }
    }

    /// <summary>Ends the request because it is cancelled or the client disposed.</summary>
    public void Cancel() => End(new OperationCanceledException(_stopping.Token));

    /// <summary>Ends the request if it is cancelled, which one that waits for its part of a step would not notice.</summary>
    public void EndIfCancelled()
    {
        if (_stopping.IsCancellationRequested)
        {
            Cancel();
        }
    }

    public void Dispose() => _stopping.Dispose();

    private void Give(GeneratedPiece piece)
    {
        Pieces.Write(piece);
        if (piece.FinishReason is not null)
        {
            End(null);
        }
    }

    private void End(Exception? exception)
    {
        try
        {
            if (_generation is not null)
            {
                _generator.Tokens.Leave(_generation.Tokens);
                _generation.Dispose();
            }
        }
        finally
        {
            _onEnd();
            Pieces.Complete(exception is OperationCanceledException cancellation ? Translate(cancellation) : exception);
            _end.SetResult();
        }
    }

    private Exception Translate(OperationCanceledException exception) => _callerToken.IsCancellationRequested
        ? new OperationCanceledException(exception.Message, exception, _callerToken)
        : new ObjectDisposedException(nameof(OnnxChatClient), exception);
}
