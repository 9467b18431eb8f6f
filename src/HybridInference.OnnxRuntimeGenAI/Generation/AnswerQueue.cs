using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>
/// Runs generations one after the other in the order of their arrival, each on a thread of its own. A reader that is slow holds up nobody; one
/// that stops reading ends its request. Thread-safe.
/// </summary>
internal sealed class AnswerQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposal = new();

    /// <summary>Ends when all that was enqueued has ended.</summary>
    private Task _last = Task.CompletedTask;
    private bool _isDisposed;
    private int _length;

    /// <summary>Gets the requests that run or wait.</summary>
    public int Length => Volatile.Read(ref _length);

    /// <summary>Runs a generation when its turn has come.</summary>
    /// <param name="generate">Generates the pieces.</param>
    /// <param name="pieces">The way of the pieces to the reader.</param>
    /// <param name="cancellationToken">Ends the generation.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The queue is or was disposed.</exception>
    public async IAsyncEnumerable<GeneratedPiece> RunAsync(
        Func<CancellationToken, IEnumerable<GeneratedPiece>> generate,
        PieceChannel pieces,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);

        // What the reader does next must not run before the queue has taken note of the end: it may dispose the client.
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() => Generate(generate, pieces, stopping.Token), () => End(pieces, end), stopping.Token);
        try
        {
            while (await pieces.WaitAsync().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return pieces.Take();
            }

            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, typeof(GenAIChatClient));
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await end.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Cancels what runs and what waits, and returns when nothing runs any more.</summary>
    public void Dispose()
    {
        Task last;
        lock (_lock)
        {
            _isDisposed = true;
            last = _last;
        }

        _disposal.Cancel();
        last.Wait();
    }

    private static void End(PieceChannel pieces, TaskCompletionSource end)
    {
        pieces.Complete(null);
        end.SetResult();
    }

    /// <summary>Adds a generation, which ends when it is through or cancelled while it waits.</summary>
    private void Enqueue(Action generate, Action end, CancellationToken stoppingToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(GenAIChatClient));
            _last = Task.WhenAll(_last, RunAfterAsync(_last, generate, end, stoppingToken));
        }
    }

    private async Task RunAfterAsync(Task previous, Action generate, Action end, CancellationToken stoppingToken)
    {
        Interlocked.Increment(ref _length);
        try
        {
            await previous.WaitAsync(stoppingToken).ConfigureAwait(false);
            await Task.Factory.StartNew(generate, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was cancelled while it waited. The reader tells its caller.
        }
        finally
        {
            Interlocked.Decrement(ref _length);
            end();
        }
    }

    /// <summary>Never fails: what goes wrong reaches the reader.</summary>
    private static void Generate(
        Func<CancellationToken, IEnumerable<GeneratedPiece>> generate, PieceChannel pieces, CancellationToken stoppingToken)
    {
        try
        {
            foreach (GeneratedPiece piece in generate(stoppingToken))
            {
                pieces.Write(piece);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The reader tells its caller.
        }
        catch (Exception exception)
        {
            pieces.Complete(exception);
        }
    }
}
