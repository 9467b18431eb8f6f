namespace HybridInference.LocalModels.Tokenization;

/// <summary>The symbols of a piece as a linked list, in which neighbours are merged.</summary>
internal sealed class SymbolChain(BpeMerges merges)
{
    private const int NoRank = -1;

    private readonly MergeQueue _queue = new();
    private Symbol[] _symbols = [];
    private int _count;

    /// <summary>Merges symbols as long as a merge applies and adds what is left.</summary>
    public void Merge(List<int> symbols, List<int> ids)
    {
        Link(symbols);
        while (_queue.TryDequeue(out int rank, out int position))
        {
            // A merge is out of date when one of its two symbols has been merged with another neighbour since.
            if (_symbols[position].MergeRank == rank)
            {
                MergeWithNext(position);
            }
        }

        for (int i = 0; i < _count; i = _symbols[i].Next)
        {
            ids.Add(_symbols[i].Id);
        }
    }

    private void Link(List<int> symbols)
    {
        _count = symbols.Count;
        if (_symbols.Length < _count)
        {
            _symbols = new Symbol[Math.Max(_count, 2 * _symbols.Length)];
        }

        for (int i = 0; i < _count; i++)
        {
            _symbols[i] = new Symbol { Id = symbols[i], Next = i + 1, Previous = i - 1 };
        }

        for (int i = 0; i < _count; i++)
        {
            FindMerge(i);
        }
    }

    private void FindMerge(int position)
    {
        ref Symbol symbol = ref _symbols[position];
        symbol.MergeRank = NoRank;
        if (symbol.Next < _count && merges.TryFind(symbol.Id, _symbols[symbol.Next].Id, out BpeMerge merge))
        {
            symbol.MergeRank = merge.Rank;
            symbol.MergedId = merge.Id;
            _queue.Enqueue(merge.Rank, position);
        }
    }

    private void MergeWithNext(int position)
    {
        ref Symbol symbol = ref _symbols[position];
        ref Symbol merged = ref _symbols[symbol.Next];
        merged.MergeRank = NoRank;
        symbol.Id = symbol.MergedId;
        symbol.Next = merged.Next;
        if (symbol.Next < _count)
        {
            _symbols[symbol.Next].Previous = position;
        }

        FindMerge(position);
        if (symbol.Previous >= 0)
        {
            FindMerge(symbol.Previous);
        }
    }

    private struct Symbol
    {
        public int Id;
        public int Next;
        public int Previous;
        public int MergeRank;
        public int MergedId;
    }
}
