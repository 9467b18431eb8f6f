using System.Numerics;
using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Draws from logits by their weights, block by block: of each block only the largest logit and the sum of the weights are kept, and
/// blocks without a logit above the threshold are not looked at. Not thread-safe.
/// </summary>
internal sealed class LogitBlocks
{
    /// <summary>So many that they stay in the processor's first cache, and few enough to look for one of them.</summary>
    private const int Length = 1024;

    private float[] _largest = [];
    private double[] _sums = [];
    private LogitWeights _weights;
    private float _threshold;

    /// <summary>Gets the largest logit.</summary>
    public float Largest { get; private set; }

    /// <summary>Looks for the largest logits.</summary>
    /// <returns>Whether all logits are numbers and the largest is finite; if not, nothing can be drawn.</returns>
    public bool TryRead(ReadOnlySpan<float> logits, float temperature)
    {
        int count = (logits.Length + Length - 1) / Length;
        if (_largest.Length != count)
        {
            (_largest, _sums) = (new float[count], new double[count]);
        }

        Largest = float.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            _largest[i] = LargestLogit.ValueOf(BlockOf(logits, i));

            // One that is no number makes the result none.
            Largest = Math.Max(Largest, _largest[i]);
        }

        _weights = new LogitWeights(Largest, temperature);
        return float.IsFinite(Largest);
    }

    /// <summary>Sums the weights of the logits that are greater than a threshold, from which <see cref="Find"/> then draws.</summary>
    public double SumAbove(ReadOnlySpan<float> logits, float threshold)
    {
        _threshold = Math.Max(threshold, _weights.Least);
        double total = 0;
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] = _largest[i] > _threshold ? Sum(BlockOf(logits, i)) : 0;
            total += _sums[i];
        }

        return total;
    }

    /// <summary>Finds the token with which the sum of the weights, in the order of the tokens, passes a target below the last sum.</summary>
    public int Find(ReadOnlySpan<float> logits, double target)
    {
        int block = 0;
        double rest = target;
        for (int i = 0; i < _sums.Length && target >= 0; i++)
        {
            (block, rest) = _sums[i] > 0 ? (i, target) : (block, rest);
            target -= _sums[i];
        }

        return (block * Length) + FindWithin(BlockOf(logits, block), rest);
    }

    private static ReadOnlySpan<float> BlockOf(ReadOnlySpan<float> logits, int block) =>
        logits.Slice(block * Length, Math.Min(Length, logits.Length - (block * Length)));

    private float Sum(ReadOnlySpan<float> logits)
    {
        var threshold = new Vector<float>(_threshold);
        LogitWeights weights = _weights;
        Vector<float> sums = weights.Above(Rest(logits), threshold);
        foreach (Vector<float> vector in MemoryMarshal.Cast<float, Vector<float>>(logits))
        {
            sums += weights.Above(vector, threshold);
        }

        return Vector.Sum(sums);
    }

    private int FindWithin(ReadOnlySpan<float> logits, double target)
    {
        Span<float> weights = stackalloc float[Length + Vector<float>.Count];
        var threshold = new Vector<float>(_threshold);
        int count = 0;
        foreach (Vector<float> vector in MemoryMarshal.Cast<float, Vector<float>>(logits))
        {
            _weights.Above(vector, threshold).CopyTo(weights[count..]);
            count += Vector<float>.Count;
        }

        _weights.Above(Rest(logits), threshold).CopyTo(weights[count..]);
        return WeightedDraw.Find(weights[..logits.Length], target);
    }

    /// <summary>Gets the logits that are left over when the others are taken as whole vectors.</summary>
    private static Vector<float> Rest(ReadOnlySpan<float> logits)
    {
        Span<float> rest = stackalloc float[Vector<float>.Count];
        rest.Fill(float.NegativeInfinity);
        logits[^(logits.Length % Vector<float>.Count)..].CopyTo(rest);
        return new Vector<float>(rest);
    }
}
