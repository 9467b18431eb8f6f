namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Four random queries that attend to the same keys and values, as a set of kernels does it and in plain arithmetic.</summary>
internal sealed class TileCase
{
    private readonly int _size;
    private readonly int[] _ends;
    private readonly float[] _queries;
    private readonly float[] _keys;
    private readonly float[] _values;

    /// <param name="size">The numbers of a query, a key and a value.</param>
    /// <param name="ends">The keys that each query may look at.</param>
    /// <param name="seed">Where the random numbers start.</param>
    public TileCase(int size, int[] ends, int seed)
    {
        var random = new Random(seed);
        (_size, _ends) = (size, ends);
        (_queries, _keys, _values) = (Floats(random, ends.Length), Floats(random, ends[^1]), Floats(random, ends[^1]));
    }

    public unsafe float[] RunKernels(KernelSet set)
    {
        var results = new float[_queries.Length];
        fixed (float* queries = _queries, keys = _keys, values = _values, outputs = results)
        fixed (int* ends = _ends)
        {
            float*[] from = [queries, queries + _size, queries + (2 * _size), queries + (3 * _size)];
            float*[] to = [outputs, outputs + _size, outputs + (2 * _size), outputs + (3 * _size)];
            fixed (float** fromStart = from, toStart = to)
            {
                Kernels.Attend(set, fromStart, keys, values, _size, ends, toStart, isFetched: _ends[0] % 2 == 0);
            }
        }

        return results;
    }

    /// <summary>Gives the exact result.</summary>
    public double[] Compute() => [.. Enumerable.Range(0, _ends.Length).SelectMany(Compute)];

    private double[] Compute(int query)
    {
        double[] weights = [.. Enumerable.Range(0, _ends[query]).Select(key => Math.Exp(Product(query, key)))];
        double sum = weights.Sum();
        return [.. Enumerable.Range(0, _size).Select(i => weights.Select((weight, key) => weight * _values[(key * _size) + i]).Sum() / sum)];
    }

    private double Product(int query, int key) => Enumerable.Range(0, _size).Sum(i => (double)_queries[(query * _size) + i] * _keys[(key * _size) + i]);

    private float[] Floats(Random random, int count) => [.. Enumerable.Range(0, count * _size).Select(_ => (2 * random.NextSingle()) - 1)];
}
