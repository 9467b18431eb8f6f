using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Runs generations in the order of their arrival, on a thread of their own. Where the model serves several sequences in a run, requests join
/// those that run between two tokens, and leave when they end; elsewhere, and where memory is short, they wait for their turn. Thread-safe.
/// </summary>
/// <param name="updateInterval">The least time between two pieces of an answer.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class GenerationQueue(TimeSpan updateInterval, TimeProvider timeProvider) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposal = new();
    private readonly List<GenerationJob> _waiting = [];

    /// <summary>The requests that run. Only the working thread changes them.</summary>
    private readonly List<GenerationJob> _running = [];

    private Task _work = Task.CompletedTask;
    private bool _isWorking;

    /// <summary>Whether requests may have gone on together in the step before.</summary>
    private bool _isJoint;
    private bool _isDisposed;
    private int _length;

    /// <summary>Gets the requests that run or wait.</summary>
    public int Length => Volatile.Read(ref _length);

    /// <summary>Runs a generation as soon as it may.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The queue is or was disposed.</exception>
    public async IAsyncEnumerable<GeneratedPiece> RunAsync(
        TextGenerator generator, GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using GenerationJob job = Enqueue(generator, request, cancellationToken);

        // Until the job has ended: it may be cancelled by its reader, too, while it waits.
        using CancellationTokenRegistration registration = job.StoppingToken.UnsafeRegister(
            static state => ((Action)state!)(), () => CancelWaiting(job));
        try
        {
            while (await job.Pieces.WaitAsync().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return job.Pieces.Take();
            }
        }
        finally
        {
            await job.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Cancels what runs and what waits, and returns when nothing runs any more.</summary>
    public void Dispose()
    {
        Task work;
        lock (_lock)
        {
            _isDisposed = true;
            work = _work;
        }

        _disposal.Cancel();
        work.Wait();
    }

    private GenerationJob Enqueue(TextGenerator generator, GenerationRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(OnnxChatClient));
            var pieces = new PieceChannel(joins: !request.MayEndEarly, updateInterval, timeProvider);
            var job = new GenerationJob(generator, request, pieces, () => Interlocked.Decrement(ref _length), cancellationToken, _disposal.Token);
            _waiting.Add(job);
            Interlocked.Increment(ref _length);
            if (!_isWorking)
            {
                _isWorking = true;
                _work = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            return job;
        }
    }

    private void CancelWaiting(GenerationJob job)
    {
        bool isWaiting;
        lock (_lock)
        {
            isWaiting = _waiting.Remove(job);
        }

        if (isWaiting)
        {
            job.Cancel();
        }
    }

    private void Work()
    {
        while (Admit())
        {
            try
            {
                Step();
            }
            catch (Exception exception)
            {
                // A step handles what is known to go wrong. Anything else ends the requests, as otherwise they would wait for ever.
                _running.ForEach(job => job.Fail(exception));
            }

            _running.RemoveAll(static job => job.IsEnded);
        }
    }

    /// <summary>Starts those that may run, and gives whether any runs.</summary>
    private bool Admit()
    {
        while (NextAdmissible() is { } job)
        {
            job.Start();
            if (!job.IsEnded)
            {
                _running.Add(job);
            }
        }

        lock (_lock)
        {
            return _isWorking = _running.Count > 0 || _waiting.Count > 0;
        }
    }

    private GenerationJob? NextAdmissible()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 || !MayJoin(_waiting[0]))
            {
                return null;
            }

            GenerationJob job = _waiting[0];
            _waiting.RemoveAt(0);
            return job;
        }
    }

    private bool MayJoin(GenerationJob job)
    {
        TokenGenerator generator = job.Generator.Tokens;
        return _running.Count == 0
            || (_running.Count < generator.MaxConcurrentRequests && generator.HasRoomFor(job.Request, _running.Select(running => running.Tokens!)));
    }

    /// <summary>
    /// Gives each request that runs its next token, and the first of those with a part of their prompt to go one chunk of it: a long prompt
    /// slows the others down and does not stop them.
    /// </summary>
    private void Step()
    {
        _running.ForEach(static job => job.EndIfCancelled());
        if (_running.Find(static job => !job.IsEnded && job.Tokens!.IsPrefilling) is { } prefilling)
        {
            _running.ForEach(static job => job.Pieces.Flush());
            prefilling.Prefill(_running);
        }

        if (_running.Count > 1 || _isJoint)
        {
            IEnumerable<TokenGeneration> wanting = _running.Where(job => !job.IsEnded && job.Tokens!.WantsToken).Select(job => job.Tokens!);
            _running[0].Generator.Tokens.StepTogether([.. wanting]);
            _isJoint = _running.Count > 1;
        }

        foreach (GenerationJob job in _running)
        {
            if (!job.IsEnded && !job.Tokens!.IsPrefilling)
            {
                job.Advance();
            }
        }
    }
}
