using System.Text;

namespace HybridInference.LocalModels;

/// <summary>Makes one piece of several that follow each other. Not thread-safe.</summary>
internal sealed class PieceJoiner
{
    private readonly StringBuilder _text = new();
    private GeneratedPiece _last;
    private int _count;

    /// <summary>Adds a piece; one that has nothing to say changes nothing.</summary>
    public void Add(in GeneratedPiece piece)
    {
        if (piece is { Text: "", FinishReason: null, LogProbabilities: null })
        {
            return;
        }

        _last = _count++ == 0 ? piece : Join(piece);
    }

    /// <summary>Takes what was added as one piece, if there was anything.</summary>
    public bool TryTake(out GeneratedPiece piece)
    {
        piece = _count > 1 ? _last with { Text = _text.ToString() } : _last;
        bool isTaken = _count > 0;
        (_last, _count) = (default, 0);
        _text.Clear();
        return isTaken;
    }

    private GeneratedPiece Join(in GeneratedPiece next)
    {
        if (_count == 2)
        {
            _text.Append(_last.Text);
        }

        _text.Append(next.Text);
        List<TokenLogProbability>? logProbabilities = _last.LogProbabilities;
        logProbabilities?.AddRange(next.LogProbabilities ?? []);
        return next with { LogProbabilities = logProbabilities ?? next.LogProbabilities };
    }
}
