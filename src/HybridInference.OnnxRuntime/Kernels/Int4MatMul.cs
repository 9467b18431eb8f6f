using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>A node of <see cref="Int4MatMulOperator"/> in a session: its sizes, which lie in native memory.</summary>
internal unsafe struct Int4MatMul
{
    /// <summary>The longest rows: copies of columns of that length fit on any thread's stack.</summary>
    public const int MaxLength = 1 << 15;

    /// <summary>The numbers of a row.</summary>
    public int Length;

    public int Columns;

    /// <inheritdoc cref="Int4Product.Gate"/>
    public int Gate;

    /// <summary>Runs the node once.</summary>
    /// <exception cref="InvalidDataException">A tensor has another size than the attributes ask for.</exception>
    public readonly void Run(void* context)
    {
        void* input = OrtNative.InputOf(context, 0);
        ReadOnlySpan<long> shape = OrtNative.ShapeOf(input);
        Int4Product product = new()
        {
            Set = KernelSets.Best,
            Weights = WeightsOf(context),
            Input = (float*)OrtNative.DataOf(input),
            Length = Length,
            Gate = Gate,
            RowCount = RowsOf(shape),
        };
        Span<long> result = stackalloc long[shape.Length];
        shape.CopyTo(result);
        result[^1] = Columns;
        product.Output = (float*)OrtNative.DataOf(OrtNative.OutputOf(context, 0, result));
        if (product.RowCount > 0)
        {
            Run(context, ref product);
        }
    }

    private static void Run(void* context, ref Int4Product product)
    {
        using var scratch = new OrtScratch(context, product.MemorySize);
        product.Prepare(scratch.Memory);
        void* state = Unsafe.AsPointer(ref product);
        OrtNative.ParallelFor(context, &TurnInput, product.InputParts, state);
        OrtNative.ParallelFor(context, &Multiply, product.ColumnParts, state);
    }

    [UnmanagedCallersOnly]
    private static void TurnInput(void* product, nuint part) => ((Int4Product*)product)->TurnInput((int)part);

    [UnmanagedCallersOnly]
    private static void Multiply(void* product, nuint part) => ((Int4Product*)product)->Multiply((int)part);

    private readonly int RowsOf(ReadOnlySpan<long> shape)
    {
        long length = Gate == 0 ? Length : 2L * Length;
        if (shape.IsEmpty || shape[^1] != length)
        {
            throw new InvalidDataException($"The rows have not the length {length} that K, {Length}, asks for.");
        }

        long rows = 1;
        foreach (long size in shape[..^1])
        {
            rows = checked(rows * size);
        }

        return checked((int)rows);
    }

    private readonly Int4Weights WeightsOf(void* context)
    {
        int blocks = (Length + Int4Weights.BlockSize - 1) / Int4Weights.BlockSize;
        long all = (long)Columns * blocks;
        return new Int4Weights
        {
            Columns = Columns,
            Blocks = blocks,
            Values = DataOf(context, Int4MatMulOperator.Values, all * Int4Weights.BlockBytes),
            Scales = (float*)DataOf(context, Int4MatMulOperator.Scales, all * sizeof(float)),
            ZeroPoints = DataOf(context, Int4MatMulOperator.ZeroPoints, (long)Columns * ((blocks + 1) / 2)),
            Bias = (float*)DataOf(context, Int4MatMulOperator.Bias, (long)Columns * sizeof(float)),
        };
    }

    /// <summary>Gets the numbers of a constant, or null where it is left out.</summary>
    private readonly byte* DataOf(void* context, int input, long size)
    {
        void* tensor = input < OrtNative.InputCountOf(context) ? OrtNative.InputOf(context, input) : null;
        if (tensor is null && input > Int4MatMulOperator.Scales)
        {
            return null;
        }

        return tensor is not null && OrtNative.SizeOf(tensor) == size
            ? OrtNative.DataOf(tensor)
            : throw new InvalidDataException($"Input {input} has not the {size} bytes that N, {Columns}, and K, {Length}, ask for.");
    }
}
