namespace HybridInference.OnnxRuntime;

/// <summary>A matrix of 4-bit weights, as ONNX Runtime's <c>MatMulNBits</c> has them: column after column, in blocks of 32 with a scale each.</summary>
/// <remarks>A byte holds two weights, the first in its lower half. What they stand for is (number - zero point) * scale.</remarks>
internal unsafe struct Int4Weights
{
    public const int BlockSize = 32;
    public const int BlockBytes = BlockSize / 2;

    /// <summary>The zero point of weights that have none of their own.</summary>
    public const int ZeroPoint = 8;

    public int Columns;

    /// <summary>The blocks of a column.</summary>
    public int Blocks;

    public byte* Values;

    public float* Scales;

    /// <summary>The zero points, two in a byte; each column begins with a new one. Null where all are <see cref="ZeroPoint"/>.</summary>
    public byte* ZeroPoints;

    /// <summary>What is added to each column of a product, or null.</summary>
    public float* Bias;

    public readonly int ZeroPointBytes => (Blocks + 1) / 2;

    public readonly byte* ColumnAt(int column) => Values + ((nint)column * Blocks * BlockBytes);

    public readonly float* ScalesAt(int column) => Scales + ((nint)column * Blocks);

    /// <summary>Gets how far a zero point is from the usual one, as a part of that, times the scale: the factor of <see cref="QuantizedRows.Offsets"/>.</summary>
    public readonly float ShiftAt(int column, int block)
    {
        int pair = ZeroPoints[((nint)column * ZeroPointBytes) + (block >> 1)];
        int zeroPoint = (block & 1) == 0 ? pair & 15 : pair >> 4;
        return (zeroPoint - ZeroPoint) * (1f / ZeroPoint) * ScalesAt(column)[block];
    }
}
