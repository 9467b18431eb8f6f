using System.Text;

namespace HybridInference.OnnxRuntime.Tokenization;

/// <summary>Encodes pieces with a byte-pair model in O(n log n).</summary>
internal sealed class BpeEncoder(BpeModel model) : PieceEncoder
{
    private const int Merged = -1;

    private readonly Vocabulary _vocabulary = model.Vocabulary;
    private readonly PriorityQueue<(int Position, int Id), long> _queue = new();
    private readonly List<int> _symbols = [];
    private int[] _next = [];
    private int[] _previous = [];

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (model.IgnoresMerges && _vocabulary.Find(piece) is int id)
        {
            ids.Add(id);
            return;
        }

        _symbols.Clear();
        AddSymbols(piece);
        MergeSymbols();
        foreach (int symbol in _symbols)
        {
            if (symbol != Merged)
            {
                ids.Add(symbol);
            }
        }
    }

    private void AddSymbols(ReadOnlySpan<char> piece)
    {
        int pendingUnknown = 0;
        for (int start = 0, length; start < piece.Length; start += length)
        {
            Rune.DecodeFromUtf16(piece[start..], out _, out length);
            if (FindSymbol(piece, start, length) is int id)
            {
                AddUnknown(ref pendingUnknown);
                _symbols.Add(id);
            }
            else if (!(model.HasByteFallback && _vocabulary.TryAddBytes(piece.Slice(start, length), _symbols)))
            {
                pendingUnknown++;
            }
        }

        AddUnknown(ref pendingUnknown);
    }

    private void AddUnknown(ref int count)
    {
        if (model.UnknownId is int unknown && count > 0)
        {
            _symbols.AddRange(Enumerable.Repeat(unknown, model.FusesUnknown ? 1 : count));
        }

        count = 0;
    }

    private int? FindSymbol(ReadOnlySpan<char> piece, int start, int length)
    {
        string prefix = start > 0 ? model.ContinuingPrefix : "";
        string suffix = start + length == piece.Length ? model.EndSuffix : "";
        ReadOnlySpan<char> character = piece.Slice(start, length);
        return prefix.Length + suffix.Length == 0
            ? _vocabulary.Find(character)
            : _vocabulary.Find(string.Concat(prefix, character, suffix));
    }

    private void MergeSymbols()
    {
        LinkSymbols();
        while (_queue.TryDequeue(out (int Position, int Id) candidate, out _))
        {
            int left = candidate.Position;
            if (IsCurrent(left, candidate.Id))
            {
                Merge(left, candidate.Id);
            }
        }
    }

    private void LinkSymbols()
    {
        int count = _symbols.Count;
        if (_next.Length < count)
        {
            _next = new int[Math.Max(count, 2 * _next.Length)];
            _previous = new int[_next.Length];
        }

        for (int i = 0; i < count; i++)
        {
            _next[i] = i + 1;
            _previous[i] = i - 1;
        }

        for (int i = 0; i + 1 < count; i++)
        {
            Enqueue(i, i + 1);
        }
    }

    private void Enqueue(int left, int right)
    {
        if (model.Merges.TryFind(_symbols[left], _symbols[right], out BpeMerge merge))
        {
            _queue.Enqueue((left, merge.Id), ((long)merge.Rank << 32) | (uint)left);
        }
    }

    // A candidate is out of date when one of its two symbols has been merged with another neighbour since.
    private bool IsCurrent(int left, int id) =>
        _symbols[left] != Merged && _next[left] < _symbols.Count
        && model.Merges.TryFind(_symbols[left], _symbols[_next[left]], out BpeMerge merge) && merge.Id == id;

    private void Merge(int left, int id)
    {
        int right = _next[left];
        int after = _next[right];
        _symbols[left] = id;
        _symbols[right] = Merged;
        _next[left] = after;
        if (after < _symbols.Count)
        {
            _previous[after] = left;
            Enqueue(left, after);
        }

        if (_previous[left] >= 0)
        {
            Enqueue(_previous[left], left);
        }
    }
}
