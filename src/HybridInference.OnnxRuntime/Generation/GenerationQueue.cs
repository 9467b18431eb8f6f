using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Runs generations one at a time, in the order of their arrival, on a thread of their own. A caller that reads slowly holds up nobody;
/// one that stops reading ends its generation.
/// </summary>
internal sealed class GenerationQueue : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _disposal = new();
    private int _disposed;

    /// <summary>Waits for its turn and runs a generation.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The queue is or was disposed.</exception>
    public async IAsyncEnumerable<GeneratedPiece> RunAsync(
        Func<CancellationToken, IEnumerable<GeneratedPiece>> generate,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, typeof(OnnxChatClient));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        var pieces = Channel.CreateUnbounded<GeneratedPiece>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        Task worker = WorkAsync(generate, pieces.Writer, cancellationToken, stopping.Token);
        try
        {
            await foreach (GeneratedPiece piece in pieces.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return piece;
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await worker.ConfigureAwait(false);
        }
    }

    /// <summary>Cancels what runs and what waits, and returns when nothing runs any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _disposal.Cancel();
            _turn.Wait();
        }
    }

    /// <summary>Never fails: what goes wrong reaches the reader through the channel.</summary>
    private async Task WorkAsync(
        Func<CancellationToken, IEnumerable<GeneratedPiece>> generate,
        ChannelWriter<GeneratedPiece> writer,
        CancellationToken callerToken,
        CancellationToken stoppingToken)
    {
        try
        {
            await _turn.WaitAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                await StartThread(() => Pump(generate(stoppingToken), writer)).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }

            writer.Complete();
        }
        catch (OperationCanceledException exception)
        {
            writer.Complete(callerToken.IsCancellationRequested
                ? new OperationCanceledException(exception.Message, exception, callerToken)
                : new ObjectDisposedException(nameof(OnnxChatClient), exception));
        }
        catch (Exception exception)
        {
            writer.Complete(exception);
        }
    }

    private static Task StartThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Pump(IEnumerable<GeneratedPiece> generated, ChannelWriter<GeneratedPiece> writer)
    {
        foreach (GeneratedPiece piece in generated)
        {
            writer.TryWrite(piece);
        }
    }
}
