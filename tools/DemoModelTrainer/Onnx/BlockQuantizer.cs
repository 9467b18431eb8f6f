using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>Rounds a matrix to eight bits in blocks of 32 inputs, in the layout of the MatMulNBits operator.</summary>
internal static class BlockQuantizer
{
    public const int Bits = 8;
    public const int BlockSize = 32;

    private const int Zero = 128;
    private const int Largest = 127;

    /// <summary>Quantizes the columns of an input by output matrix.</summary>
    /// <returns>One byte for each element and one scale for each block, output by output.</returns>
    public static (byte[] Values, float[] Scales) Quantize(MatrixView matrix, int inputs, int outputs)
    {
        var values = new byte[inputs * outputs];
        var scales = new float[inputs * outputs / BlockSize];
        for (var block = 0; block < scales.Length; block++)
        {
            var (output, input) = Math.DivRem(block * BlockSize, inputs);
            var source = matrix.At(input, output);
            scales[block] = QuantizeBlock(source, values.AsSpan(block * BlockSize, BlockSize));
        }

        return (values, scales);
    }

    private static float QuantizeBlock(MatrixView source, Span<byte> target)
    {
        var largest = 0f;
        for (var i = 0; i < BlockSize; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(source.Data[source.At(i).Offset]));
        }

        var scale = largest / Largest;
        for (var i = 0; i < BlockSize; i++)
        {
            var value = scale == 0 ? 0 : MathF.Round(source.Data[source.At(i).Offset] / scale);
            target[i] = (byte)(Zero + (int)value);
        }

        return scale;
    }
}
