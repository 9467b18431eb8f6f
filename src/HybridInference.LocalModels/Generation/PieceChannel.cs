using System.Threading.Channels;

namespace HybridInference.LocalModels;

/// <summary>
/// Hands the pieces of an answer from the thread that generates to the reader: the first one at once and by itself. Later ones that follow each
/// other faster than the interval come as one, and so do those that came while the reader was away. One writer and one reader at a time.
/// </summary>
/// <param name="joins">Whether pieces may come as one.</param>
/// <param name="interval">The least time between two pieces for the reader.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class PieceChannel(bool joins, TimeSpan interval, TimeProvider timeProvider)
{
    private readonly Channel<GeneratedPiece> _pieces =
        Channel.CreateUnbounded<GeneratedPiece>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly PieceJoiner _held = new();
    private readonly PieceJoiner _ready = new();
    private long? _first;
    private long? _lastGiven;
    private bool _mayJoin;

    /// <summary>Adds a piece. It is held back at most until the first piece after the interval, the end, or a <see cref="Flush"/>.</summary>
    public void Write(in GeneratedPiece piece)
    {
        long now = timeProvider.GetTimestamp();
        _first ??= now;
        _held.Add(piece with { Times = new TokenTimes(_first.Value, now) });
        if (!joins || piece.FinishReason is not null || _lastGiven is not { } last || timeProvider.GetElapsedTime(last, now) >= interval)
        {
            Flush();
        }
    }

    /// <summary>Gives the reader what is held back, because the next piece may take its time.</summary>
    public void Flush()
    {
        if (_held.TryTake(out GeneratedPiece piece))
        {
            _lastGiven = timeProvider.GetTimestamp();
            _pieces.Writer.TryWrite(piece);
        }
    }

    /// <summary>Ends the answer after what was written, with a failure or without.</summary>
    public void Complete(Exception? failure)
    {
        Flush();
        _pieces.Writer.TryComplete(failure);
    }

    /// <summary>Waits until something is ready; false at the end of the answer.</summary>
    /// <remarks>No token cancels it, as that would cost an allocation each time: what is cancelled is completed by its writer.</remarks>
    public ValueTask<bool> WaitAsync()
    {
        ValueTask<bool> isReady = _pieces.Reader.WaitToReadAsync(CancellationToken.None);
        _mayJoin &= isReady.IsCompleted;
        return isReady;
    }

    /// <summary>Takes what is ready, after a wait that gave true; of that only the first piece where the reader had to wait for it.</summary>
    public GeneratedPiece Take()
    {
        _pieces.Reader.TryRead(out GeneratedPiece piece);
        _ready.Add(piece);
        while (_mayJoin && _pieces.Reader.TryRead(out GeneratedPiece next))
        {
            _ready.Add(next);
        }

        _mayJoin = joins;
        _ready.TryTake(out piece);
        return piece;
    }
}
