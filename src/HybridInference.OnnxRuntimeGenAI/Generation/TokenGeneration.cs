using System.Diagnostics.CodeAnalysis;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>One request on its way through the model: prefill, then one token after the other. Not thread-safe.</summary>
internal sealed class TokenGeneration : IDisposable
{
    private readonly SequencePool _pool;
    private readonly GenAIRequest _request;
    private readonly int _prefillChunk;
    private readonly CancellationToken _cancellationToken;
    private GeneratedSequence _sequence;
    private CancellationTokenRegistration _termination;
    private int _generated;
    private bool _isHeld;

    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public TokenGeneration(SequencePool pool, GenAIRequest request, int prefillChunk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _pool = pool;
        _request = request;
        _prefillChunk = prefillChunk;
        _cancellationToken = cancellationToken;
        Use(pool.Take(request.Settings, request.Prompt.Span, request.MaxOutputTokens));
        CachedTokens = _sequence.Count;
    }

    /// <summary>Gets how many tokens of the prompt did not have to be computed.</summary>
    public int CachedTokens { get; private set; }

    /// <summary>Gets the latest token.</summary>
    public int Current { get; private set; }

    /// <summary>Gets whether the native library takes the latest token for the end, which need not be one that the folder names.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Generates the next token, which may be an end token, unless the limit is reached.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public bool MoveNext()
    {
        if (_generated == _request.MaxOutputTokens)
        {
            return false;
        }

        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Prepare();
            Current = _sequence.Next();
            IsEnded = _sequence.IsEnded;
        }
        catch (Exception exception) when (_cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException("The request was cancelled.", exception, _cancellationToken);
        }

        _generated++;
        return true;
    }

    /// <summary>Ends the request. Idempotent.</summary>
    public void Dispose()
    {
        if (Leave() is { } sequence)
        {
            _pool.Return(sequence);
        }
    }

    /// <summary>Makes sure that there is a choice to be made, and room for what is chosen.</summary>
    private void Prepare()
    {
        if (_generated == 0)
        {
            Prefill(_request.Prompt.Span);
        }
        else if (_sequence.IsFull)
        {
            Grow();
        }
    }

    /// <summary>Goes on in a larger generator, as none can be made larger.</summary>
    private void Grow()
    {
        int[] tokens = [.. _sequence.Tokens];
        Replace(tokens.Length, Math.Max(1, _request.MaxOutputTokens - _generated));
        Prefill(tokens);
    }

    /// <summary>Sends the rest of the tokens through the model, in chunks where it takes them, so that cancelling takes effect between them too.</summary>
    private void Prefill(ReadOnlySpan<int> tokens)
    {
        if (!_pool.CanContinue)
        {
            _sequence.Append(tokens);
        }
        else if (!TryPrefillInChunks(tokens))
        {
            CachedTokens = 0;
            Replace(tokens.Length, _request.MaxOutputTokens);
            _sequence.Append(tokens);
            _pool.ForbidContinuing();
        }
    }

    /// <summary>Gives false where the model does not take tokens behind others.</summary>
    private bool TryPrefillInChunks(ReadOnlySpan<int> tokens)
    {
        while (_sequence.Count < tokens.Length)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            bool isFirst = _sequence.Count == 0;
            int length = Math.Min(_prefillChunk, tokens.Length - _sequence.Count);
            try
            {
                _sequence.Append(tokens.Slice(_sequence.Count, length));
            }
            catch (Exception) when (!isFirst && !_cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            if (!_sequence.IsAligned && _sequence.Count < tokens.Length)
            {
                return false;
            }
        }

        return true;
    }

    private void Replace(int count, int outputTokens)
    {
        Leave()?.Dispose();
        Use(_pool.Create(_request.Settings, count, outputTokens));
    }

    [MemberNotNull(nameof(_sequence))]
    private void Use(GeneratedSequence sequence)
    {
        _sequence = sequence;
        _isHeld = true;
        _termination = _cancellationToken.UnsafeRegister(static sequence => ((GeneratedSequence)sequence!).Terminate(), sequence);
    }

    /// <summary>Gives up the sequence, after which no cancellation reaches it any more.</summary>
    private GeneratedSequence? Leave()
    {
        _termination.Dispose();
        bool wasHeld = _isHeld;
        _isHeld = false;
        return wasHeld ? _sequence : null;
    }
}
