using System.Runtime.InteropServices;
using HybridInference.OnnxModels;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.Benchmarks;

/// <summary>Writes random weights to the data file beside a graph. Always the same ones: the seed is fixed.</summary>
internal sealed class WeightFile(OnnxGraphBuilder graph, string path) : IDisposable
{
    private const int BlockSize = 32;

    private readonly FileStream _stream = File.Create(path);
    private readonly Random _random = new(7);

    /// <summary>Writes a matrix of 4-bit weights and gives the names of its values and of the scales of its blocks.</summary>
    public (string Values, string Scales) Int4(int inputs, int outputs)
    {
        int blocks = inputs / BlockSize;
        var values = new byte[(long)outputs * blocks * BlockSize / 2];
        _random.NextBytes(values);

        // Evenly spread 4-bit numbers deviate by 4.6 from their middle: results keep the size of the inputs.
        var scales = new float[outputs * blocks];
        Array.Fill(scales, (float)(1 / (4.6 * Math.Sqrt(inputs))));
        return (Write(TensorElementType.UInt8, [outputs, blocks, BlockSize / 2], values), Write(TensorElementType.Float, [scales.Length], scales));
    }

    /// <summary>Writes random floats between -1 and 1.</summary>
    public string Floats(params long[] dimensions)
    {
        var values = new float[dimensions.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (2 * _random.NextSingle()) - 1;
        }

        return Write(TensorElementType.Float, dimensions, values);
    }

    /// <summary>Writes given floats.</summary>
    public string Floats(long[] dimensions, float[] values) => Write(TensorElementType.Float, dimensions, values);

    public void Dispose() => _stream.Dispose();

    private string Write<T>(TensorElementType type, long[] dimensions, T[] values)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes<T>(values);
        long offset = _stream.Position;
        _stream.Write(bytes);
        return graph.External(type, dimensions, Path.GetFileName(path), offset, bytes.Length);
    }
}
