using System.Numerics.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>One multiplication of rows of floats with a matrix of 4-bit weights, divided into parts that several threads may do.</summary>
/// <remarks>Checks nothing: all sizes have to be right. It lies on the stack of the thread that waits for the parts.</remarks>
internal unsafe struct Int4Product
{
    /// <summary>Where there is more work, parts get no larger: a thread that takes the last one keeps the others waiting.</summary>
    private const long MaxPart = 1 << 19;

    private const int PartsPerThread = 16;
    private const int RowsPerPart = 8;

    public KernelSet Set;

    public Int4Weights Weights;

    public float* Input;

    public float* Output;

    /// <summary>The numbers of a row of the input.</summary>
    public int Length;

    public int RowCount;

    /// <summary>0, or which half of a row of the input, 1 or 2, is the gate of the other one.</summary>
    public int Gate;

    public InputNormalization Normalization;

    private QuantizedRows _rows;
    private int _columnParts;
    private float* _changed;

    /// <summary>Gets the bytes of memory that the multiplication needs.</summary>
    public readonly long MemorySize => QuantizedRows.SizeOf(AllRows, Weights.Blocks) + (ChangesInput ? (long)InputParts * Length * sizeof(float) : 0);

    /// <summary>Gets the parts into which turning the input divides.</summary>
    public readonly int InputParts => (RowCount + RowsPerPart - 1) / RowsPerPart;

    /// <summary>Gets the parts into which multiplying divides.</summary>
    public readonly int ColumnParts => _columnParts;

    private readonly bool ChangesInput => Gate != 0 || Normalization.Skip is not null;

    /// <summary>Tiles have a whole number of rows; what those beyond the last one hold is of no concern.</summary>
    private readonly int AllRows => (RowCount + Int4Panel.Rows - 1) / Int4Panel.Rows * Int4Panel.Rows;

    private readonly int Panels => (Weights.Columns + Int4Panel.Columns - 1) / Int4Panel.Columns;

    /// <summary>Gives the multiplication its memory, aligned to a cache line.</summary>
    public void Prepare(byte* memory)
    {
        _rows = QuantizedRows.Create(memory, AllRows, Weights.Blocks);
        _changed = (float*)(memory + QuantizedRows.SizeOf(AllRows, Weights.Blocks));
        long work = (long)RowCount * Length * Weights.Columns, parts = work / ComputeSection.MinPart;
        _columnParts = (int)Math.Clamp(parts, 1, Math.Min(Panels, Math.Max(PartsPerThread * ComputeSection.Threads, work / MaxPart)));
    }

    /// <summary>Turns a part of the input into bytes.</summary>
    public readonly void TurnInput(int part)
    {
        int end = Math.Min(RowCount, (part + 1) * RowsPerPart);
        for (int row = part * RowsPerPart; row < end; row++)
        {
            _rows.Set(row, InputAt(row, _changed + ((nint)part * Length)), Length);
        }
    }

    /// <summary>Multiplies with a part of the columns.</summary>
    public readonly void Multiply(int part)
    {
        int first = (int)((long)Panels * part / _columnParts) * Int4Panel.Columns;
        int end = Math.Min(Weights.Columns, (int)((long)Panels * (part + 1) / _columnParts) * Int4Panel.Columns);
        if (RowCount > Int4FewRows.MaxRows)
        {
            MultiplyTiles(first, end);
        }
        else
        {
            Int4FewRows.Multiply(Set, Weights, first, end, _rows, RowCount, Output);
        }

        Finish(first, end);
    }

    /// <summary>Gets a row of the input as it is multiplied, with memory where it can be changed.</summary>
    private readonly float* InputAt(int row, float* to)
    {
        if (!ChangesInput)
        {
            return Input + ((nint)row * Length);
        }

        if (Gate == 0)
        {
            Normalization.Apply(row, Input + ((nint)row * Length), Length, to);
            return to;
        }

        float* first = Input + ((nint)row * 2 * Length), second = first + Length;
        Kernels.OpenGate(Set, Gate == 1 ? first : second, Gate == 1 ? second : first, to, Length);
        return to;
    }

    private readonly void MultiplyTiles(int first, int end)
    {
        byte* panel = stackalloc byte[Int4Panel.Bytes + 64];
        panel = (byte*)(((nint)panel + 63) & ~63);
        float* scales = stackalloc float[Int4Panel.Blocks * Int4Panel.Columns];
        for (int column = first; column < end; column += Int4Panel.Columns)
        {
            for (int block = 0; block < Weights.Blocks; block += Int4Panel.Blocks)
            {
                int blocks = Math.Min(Int4Panel.Blocks, Weights.Blocks - block);
                Int4Panel.Unpack(Weights, column, block, blocks, panel, scales);
                for (int row = 0; row < RowCount; row += Int4Panel.Rows)
                {
                    MultiplyTile(panel, scales, column, row, block, blocks);
                }
            }
        }
    }

    private readonly void MultiplyTile(byte* panel, float* scales, int column, int row, int block, int blocks)
    {
        int rows = Math.Min(Int4Panel.Rows, RowCount - row), columns = Math.Min(Int4Panel.Columns, Weights.Columns - column);
        float* to = Output + ((nint)row * Weights.Columns) + column;
        if (rows == Int4Panel.Rows && columns == Int4Panel.Columns)
        {
            Kernels.MultiplyTile(Set, panel, scales, _rows, row, block, blocks, to, Weights.Columns, adds: block > 0);
            return;
        }

        // The results have no place for all of the tile.
        float* tile = stackalloc float[Int4Panel.Rows * Int4Panel.Columns];
        Kernels.MultiplyTile(Set, panel, scales, _rows, row, block, blocks, tile, Int4Panel.Columns, adds: false);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                float sum = tile[(i * Int4Panel.Columns) + j];
                float* result = to + ((nint)i * Weights.Columns) + j;
                *result = block > 0 ? *result + sum : sum;
            }
        }
    }

    private readonly void Finish(int first, int end)
    {
        if (Weights.ZeroPoints is not null)
        {
            Int4ZeroPoints.Add(Weights, first, end, _rows, RowCount, Output);
        }

        for (int row = 0; row < RowCount && Weights.Bias is not null; row++)
        {
            var to = new Span<float>(Output + ((nint)row * Weights.Columns) + first, end - first);
            TensorPrimitives.Add(to, new ReadOnlySpan<float>(Weights.Bias + first, to.Length), to);
        }
    }
}
