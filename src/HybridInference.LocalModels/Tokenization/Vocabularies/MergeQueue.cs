namespace HybridInference.LocalModels.Tokenization;

/// <summary>Merges that may be due: the lowest rank first, and of equal ranks the leftmost. A binary heap of plain numbers.</summary>
internal sealed class MergeQueue
{
    // The rank in the upper half, the position in the lower.
    private long[] _heap = new long[64];
    private int _count;

    /// <summary>Adds a merge.</summary>
    public void Enqueue(int rank, int position)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * _count);
        }

        long added = ((long)rank << 32) | (uint)position;
        int index = _count++;
        while (index > 0 && _heap[(index - 1) / 2] > added)
        {
            _heap[index] = _heap[(index - 1) / 2];
            index = (index - 1) / 2;
        }

        _heap[index] = added;
    }

    /// <summary>Takes the merge that comes first.</summary>
    public bool TryDequeue(out int rank, out int position)
    {
        rank = (int)(_heap[0] >> 32);
        position = (int)_heap[0];
        if (_count == 0)
        {
            return false;
        }

        _count--;
        SiftDown(_heap[_count]);
        return true;
    }

    // Puts a number where the first one was, and lower as long as one below it is smaller.
    private void SiftDown(long moved)
    {
        int index = 0;
        for (int child = 1; child < _count; child = (2 * index) + 1)
        {
            child += child + 1 < _count && _heap[child + 1] < _heap[child] ? 1 : 0;
            if (_heap[child] >= moved)
            {
                break;
            }

            _heap[index] = _heap[child];
            index = child;
        }

        _heap[index] = moved;
    }
}
