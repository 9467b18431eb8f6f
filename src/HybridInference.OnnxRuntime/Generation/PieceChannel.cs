using System.Text;
using System.Threading.Channels;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Hands the pieces of an answer from the thread that generates to the reader, who gets at once what is ready: a reader that waits gets each
/// piece as it comes, one that was away gets those that came meanwhile as one. One writer and one reader at a time.
/// </summary>
/// <param name="joins">Whether pieces may come as one.</param>
internal sealed class PieceChannel(bool joins)
{
    private readonly Channel<GeneratedPiece> _pieces =
        Channel.CreateUnbounded<GeneratedPiece>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly StringBuilder _text = new();
    private bool _wasAway;

    /// <summary>Adds a piece.</summary>
    public void Write(in GeneratedPiece piece) => _pieces.Writer.TryWrite(piece);

    /// <summary>Ends the answer after what was written, with a failure or without.</summary>
    public void Complete(Exception? failure) => _pieces.Writer.Complete(failure);

    /// <summary>Waits until something is ready; false at the end of the answer.</summary>
    /// <remarks>No token cancels it, as that would cost an allocation each time: what is cancelled is completed by its writer.</remarks>
    public ValueTask<bool> WaitAsync()
    {
        ValueTask<bool> isReady = _pieces.Reader.WaitToReadAsync(CancellationToken.None);
        _wasAway = isReady.IsCompleted;
        return isReady;
    }

    /// <summary>Takes what is ready, after a wait that gave true; the first piece only where the reader had to wait for it.</summary>
    public GeneratedPiece Take()
    {
        _pieces.Reader.TryRead(out GeneratedPiece piece);
        return joins && _wasAway && _pieces.Reader.TryPeek(out _) ? Join(piece) : piece;
    }

    private GeneratedPiece Join(GeneratedPiece first)
    {
        _text.Clear().Append(first.Text);
        List<TokenLogProbability>? logProbabilities = first.LogProbabilities;
        GeneratedPiece last = first;
        while (_pieces.Reader.TryRead(out GeneratedPiece next))
        {
            _text.Append(next.Text);
            logProbabilities?.AddRange(next.LogProbabilities ?? []);
            logProbabilities ??= next.LogProbabilities;
            last = next;
        }

        return last with { Text = _text.ToString(), LogProbabilities = logProbabilities };
    }
}
