using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Adds what products lack because a block of weights has another zero point than the usual one.</summary>
internal static unsafe class Int4ZeroPoints
{
    private const int PanelColumns = 32;

    /// <summary>Adds to the products of rows with some of the columns.</summary>
    public static void Add(in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRows rows, int rowCount, float* to)
    {
        for (int row = 0; row < rowCount && rowCount <= Int4FewRows.MaxRows; row++)
        {
            AddToRow(weights, firstColumn, endColumn, rows, row, to + ((nint)row * weights.Columns));
        }

        for (int column = firstColumn; column < endColumn && rowCount > Int4FewRows.MaxRows; column += PanelColumns)
        {
            AddToPanel(weights, column, Math.Min(column + PanelColumns, endColumn), rows, rowCount, to);
        }
    }

    [MethodImpl(Kernels.Loop)]
    private static void AddToRow(in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRows rows, int row, float* to)
    {
        float* offsets = rows.At(row).Offsets;
        int whole = weights.Blocks / Vector256<float>.Count * Vector256<float>.Count;
        for (int column = firstColumn; column < endColumn; column++)
        {
            byte* pairs = weights.ZeroPoints + ((nint)column * weights.ZeroPointBytes);
            float* scales = weights.ScalesAt(column);
            Vector256<float> sum = default;
            for (int block = 0; block < whole; block += Vector256<float>.Count)
            {
                Vector256<float> shift = Avx.ConvertToVector256Single(Unpack(*(uint*)(pairs + (block / 2))) - Vector256.Create(Int4Weights.ZeroPoint));
                sum = Fma.MultiplyAdd(shift * Vector256.Load(scales + block), Vector256.Load(offsets + block), sum);
            }

            to[column] += Vector256.Sum(sum) / Int4Weights.ZeroPoint;
            for (int block = whole; block < weights.Blocks; block++)
            {
                to[column] += weights.ShiftAt(column, block) * offsets[block];
            }
        }
    }

    private static void AddToPanel(in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRows rows, int rowCount, float* to)
    {
        float* shifts = stackalloc float[PanelColumns];
        for (int block = 0; block < weights.Blocks; block++)
        {
            for (int column = firstColumn; column < endColumn; column++)
            {
                shifts[column - firstColumn] = weights.ShiftAt(column, block);
            }

            for (int row = 0; row < rowCount; row++)
            {
                float offset = rows.At(row).Offsets[block];
                var results = new Span<float>(to + ((nint)row * weights.Columns) + firstColumn, endColumn - firstColumn);
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(shifts, results.Length), offset, results, results);
            }
        }
    }

    /// <summary>Gives eight numbers of four bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Unpack(uint pairs) =>
        Avx2.ShiftRightLogicalVariable(Vector256.Create(pairs), Vector256.Create(0u, 4, 8, 12, 16, 20, 24, 28)).AsInt32() & Vector256.Create(15);
}
