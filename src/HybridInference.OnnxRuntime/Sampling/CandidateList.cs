using System.Numerics;
using System.Numerics.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>A part of the vocabulary with a weight for each token, in memory that is reused from token to token.</summary>
internal sealed class CandidateList
{
    private int[] _tokens = new int[64];
    private float[] _weights = new float[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    public Span<float> Weights => _weights.AsSpan(0, Count);

    /// <summary>Fills the list with the <paramref name="count"/> largest weights, best first; among equals the first ones.</summary>
    /// <returns>Whether all weights are numbers; if not, the list is of no use.</returns>
    public bool TrySelectLargest(ReadOnlySpan<float> weights, int count)
    {
        Reserve(count);
        Count = count;
        weights[..count].CopyTo(_weights);
        if (TensorPrimitives.IsNaNAny<float>(weights[..count]))
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            _tokens[i] = i;
        }

        // A heap with the smallest of the kept weights on top, which a larger one replaces.
        for (int i = count / 2 - 1; i >= 0; i--)
        {
            SiftDown(i);
        }

        for (int i = NextAbove(weights, count, _weights[0]); i < weights.Length; i = NextAbove(weights, i + 1, _weights[0]))
        {
            if (float.IsNaN(weights[i]))
            {
                return false;
            }

            _tokens[0] = i;
            _weights[0] = weights[i];
            SiftDown(0);
        }

        SortDescending();
        return true;
    }

    /// <summary>Keeps only the first <paramref name="count"/> candidates.</summary>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    private static int NextAbove(ReadOnlySpan<float> weights, int start, float threshold) =>
        NextAtLeast(weights, start, float.BitIncrement(threshold));

    /// <summary>Finds the next weight that is not below a threshold, which one that is no number is not either.</summary>
    private static int NextAtLeast(ReadOnlySpan<float> weights, int start, float threshold)
    {
        var thresholds = new Vector<float>(threshold);
        int i = start;
        while (i + Vector<float>.Count <= weights.Length && Vector.LessThanAll(new Vector<float>(weights[i..]), thresholds))
        {
            i += Vector<float>.Count;
        }

        while (i < weights.Length && weights[i] < threshold)
        {
            i++;
        }

        return i;
    }

    private void SiftDown(int parent)
    {
        while (true)
        {
            int child = 2 * parent + 1;
            if (child >= Count)
            {
                return;
            }

            child = child + 1 < Count && IsWorse(child + 1, child) ? child + 1 : child;
            if (!IsWorse(child, parent))
            {
                return;
            }

            (_tokens[parent], _tokens[child]) = (_tokens[child], _tokens[parent]);
            (_weights[parent], _weights[child]) = (_weights[child], _weights[parent]);
            parent = child;
        }
    }

    // Of equal weights the later token is the worse one, so that it is the first to be replaced.
    private bool IsWorse(int left, int right) => _weights[left] == _weights[right]
        ? _tokens[left] > _tokens[right]
        : _weights[left] < _weights[right];

    private void SortDescending()
    {
        Weights.Sort(_tokens.AsSpan(0, Count));
        Weights.Reverse();
        _tokens.AsSpan(0, Count).Reverse();
    }

    private void Reserve(int count)
    {
        if (count > _tokens.Length)
        {
            int capacity = Math.Max(count, 2 * _tokens.Length);
            Array.Resize(ref _tokens, capacity);
            Array.Resize(ref _weights, capacity);
        }
    }
}
