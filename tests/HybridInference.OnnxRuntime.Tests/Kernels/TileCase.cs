namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Random queries that attend to the same keys and values, as a set of kernels does it and in plain arithmetic.</summary>
internal sealed class TileCase
{
    private unsafe delegate void Attend(float** queries, float* keys, float* values, int* ends, in AttentionSums sums);

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

    /// <summary>Gives the result of kernels that attend with four queries.</summary>
    public unsafe float[] RunKernels(KernelSet set) =>
        Run((queries, keys, values, ends, in sums) => Kernels.Attend(set, queries, keys, values, _size, ends, sums, isReadOnce: false));

    /// <summary>Gives the result of kernels that attend with as many queries as a vector has lanes.</summary>
    public unsafe float[] RunLanes<TLanes, TVector>()
        where TLanes : IFloatLanes<TVector>
        where TVector : struct =>
        Run((queries, keys, values, ends, in sums) => AttentionLanes<TLanes, TVector>.Attend(queries, keys, values, _size, ends, sums));

    /// <summary>Gives the exact result.</summary>
    public double[] Compute() => [.. Enumerable.Range(0, _ends.Length).SelectMany(Compute)];

    private unsafe float[] Run(Attend attend)
    {
        int count = _ends.Length;
        float[] results = new float[_queries.Length], memory = new float[AttentionSums.SizeOf(count, _size)];
        var pointers = new float*[count];
        fixed (float* queries = _queries, keys = _keys, values = _values, outputs = results, sums = memory)
        fixed (float** starts = pointers)
        fixed (int* ends = _ends)
        {
            for (int i = 0; i < count; i++)
            {
                starts[i] = queries + (i * _size);
            }

            attend(starts, keys, values, ends, AttentionSums.At(sums, count));
            for (int i = 0; i < count; i++)
            {
                AttentionSums.Combine(sums, stride: 0, ranges: 1, count, i, _size, outputs + (i * _size));
            }
        }

        return results;
    }

    private double[] Compute(int query)
    {
        double[] weights = [.. Enumerable.Range(0, _ends[query]).Select(key => Math.Exp(Product(query, key)))];
        double sum = weights.Sum();
        return [.. Enumerable.Range(0, _size).Select(i => weights.Select((weight, key) => weight * _values[(key * _size) + i]).Sum() / sum)];
    }

    private double Product(int query, int key) => Enumerable.Range(0, _size).Sum(i => (double)_queries[(query * _size) + i] * _keys[(key * _size) + i]);

    private float[] Floats(Random random, int count) => [.. Enumerable.Range(0, count * _size).Select(_ => (2 * random.NextSingle()) - 1)];
}
