using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>A node of <see cref="Int4MatMulOperator"/> in a session: its sizes, which lie in native memory.</summary>
internal unsafe struct Int4MatMul
{
    /// <summary>The longest rows: those of no model are longer.</summary>
    public const int MaxLength = 1 << 18;

    /// <summary>The numbers of a row.</summary>
    public int Length;

    public int Columns;

    /// <inheritdoc cref="Int4Product.Gate"/>
    public int Gate;

    /// <inheritdoc cref="InputNormalization.Epsilon"/>
    public float Epsilon;

    /// <summary>The inputs that are the same in all runs, a bit for each.</summary>
    public int Constants;

    /// <summary>The weights, once a team has read them and they are constant.</summary>
    private Int4Weights _weights;
    private ComputeFetch _next;

    /// <summary>Runs the node once.</summary>
    /// <exception cref="InvalidDataException">A tensor has another size than the attributes ask for.</exception>
    public void Run(void* context)
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
        product.Normalization = NormalizationOf(context, input, shape);
        if (product.RowCount > 0)
        {
            Run(context, ref product);
        }
    }

    private void Run(void* context, ref Int4Product product)
    {
        using var scratch = new OrtScratch(context, product.MemorySize);
        product.Prepare(scratch.Memory);
        fixed (ComputeFetch* next = &_next)
        {
            ComputeTeam.Current?.Follow(ComputeFetch.Of(product.Weights), next);
        }

        void* state = Unsafe.AsPointer(ref product);
        ComputeSection.Run(context, &TurnInput, product.InputParts, state);
        ComputeSection.Run(context, &Multiply, product.ColumnParts, state);
    }

    private static void TurnInput(void* product, int part) => ((Int4Product*)product)->TurnInput(part);

    private static void Multiply(void* product, int part) => ((Int4Product*)product)->Multiply(part);

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

    private readonly InputNormalization NormalizationOf(void* context, void* input, ReadOnlySpan<long> shape)
    {
        byte* skip = DataOf(context, Int4MatMulOperator.Skip, OrtNative.SizeOf(input));
        return skip is null ? default : new InputNormalization
        {
            Skip = (float*)skip,
            Weights = (float*)DataOf(context, Int4MatMulOperator.NormWeights, (long)Length * sizeof(float)),
            Sums = (float*)OrtNative.DataOf(OrtNative.OutputOf(context, 1, shape)),
            Epsilon = Epsilon,
        };
    }

    private Int4Weights WeightsOf(void* context)
    {
        // Threads that lead no team may be several at once.
        if (ComputeTeam.Current is null)
        {
            return ReadWeights(context);
        }

        if (_weights.Values is null)
        {
            Int4Weights weights = ReadWeights(context);
            bool areConstant = IsConstant(Int4MatMulOperator.Values, weights.Values) && IsConstant(Int4MatMulOperator.Scales, weights.Scales)
                && IsConstant(Int4MatMulOperator.ZeroPoints, weights.ZeroPoints) && IsConstant(Int4MatMulOperator.Bias, weights.Bias);
            _weights = areConstant ? weights : default;
            return weights;
        }

        return _weights;
    }

    private readonly bool IsConstant(int input, void* data) => data is null || (Constants & (1 << input)) != 0;

    private readonly Int4Weights ReadWeights(void* context)
    {
        int blocks = Int4Weights.BlocksOf(Length);
        long panels = Int4Weights.PanelsOf(Columns), scales = panels * blocks * Int4Weights.PanelColumns * sizeof(float);
        return new Int4Weights
        {
            Columns = Columns,
            Blocks = blocks,
            Values = DataOf(context, Int4MatMulOperator.Values, panels * blocks * Int4Weights.BlockBytes),
            Scales = (float*)DataOf(context, Int4MatMulOperator.Scales, scales),
            ZeroPoints = DataOf(context, Int4MatMulOperator.ZeroPoints, panels * Int4Weights.ZeroPointPairs(blocks) * Int4Weights.PanelColumns),
            Bias = (float*)DataOf(context, Int4MatMulOperator.Bias, (long)Columns * sizeof(float)),
        };
    }

    /// <summary>Gets the numbers of an input, or null where it is left out.</summary>
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
