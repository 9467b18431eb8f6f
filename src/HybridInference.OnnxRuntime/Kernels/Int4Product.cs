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
    public readonly long MemorySize => QuantizedRows.SizeOf(RowCount, Weights.Blocks) + (ChangesInput ? (long)InputParts * Length * sizeof(float) : 0);

    /// <summary>Gets the parts into which turning the input divides.</summary>
    public readonly int InputParts => (RowCount + RowsPerPart - 1) / RowsPerPart;

    /// <summary>Gets the parts into which multiplying divides.</summary>
    public readonly int ColumnParts => _columnParts;

    private readonly bool ChangesInput => Gate != 0 || Normalization.Skip is not null;

    /// <summary>Gives the multiplication its memory, aligned to a cache line.</summary>
    public void Prepare(byte* memory)
    {
        _rows = QuantizedRows.Create(memory, RowCount, Weights.Blocks);
        _changed = (float*)(memory + QuantizedRows.SizeOf(RowCount, Weights.Blocks));
        long work = (long)RowCount * Length * Weights.Columns, parts = work / ComputeSection.MinPart;
        _columnParts = (int)Math.Clamp(parts, 1, Math.Min(Weights.Panels, Math.Max(PartsPerThread * ComputeSection.Threads, work / MaxPart)));
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
        int first = (int)((long)Weights.Panels * part / _columnParts), end = (int)((long)Weights.Panels * (part + 1) / _columnParts);
        for (int panel = first; panel < end; panel++)
        {
            MultiplyPanel(panel);
            if (Weights.ZeroPoints is not null)
            {
                Int4ZeroPoints.Add(Weights, panel, _rows, RowCount, Output);
            }
        }

        AddBias(first * Int4Weights.PanelColumns, Math.Min(Weights.Columns, end * Int4Weights.PanelColumns));
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

    private readonly void MultiplyPanel(int panel)
    {
        int column = panel * Int4Weights.PanelColumns, columns = Math.Min(Int4Weights.PanelColumns, Weights.Columns - column);
        var tile = new Int4Tile
        {
            Weights = Weights.PanelAt(panel),
            Scales = Weights.ScalesAt(panel),
            Rows = _rows,
            Blocks = Weights.Blocks,
            Stride = Weights.Columns,
        };
        for (int row = 0; row < RowCount; row += Int4Tile.MaxRows)
        {
            tile.FirstRow = row;
            tile.To = Output + ((nint)row * Weights.Columns) + column;

            // A single row goes through them as fast as the processor foresees it; the rows after the first ones find them in a cache.
            tile.Fetches = row == 0 && RowCount > 1;
            MultiplyTile(tile, Math.Min(Int4Tile.MaxRows, RowCount - row), columns);
        }
    }

    private readonly void MultiplyTile(in Int4Tile tile, int rows, int columns)
    {
        if (columns == Int4Weights.PanelColumns)
        {
            Kernels.MultiplyTile(Set, tile, rows);
            return;
        }

        // The results have no place for all of the panel.
        float* results = stackalloc float[Int4Tile.MaxRows * Int4Weights.PanelColumns];
        Int4Tile whole = tile;
        whole.To = results;
        whole.Stride = Int4Weights.PanelColumns;
        Kernels.MultiplyTile(Set, whole, rows);
        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<float>(results + (row * whole.Stride), columns).CopyTo(new Span<float>(tile.To + (row * tile.Stride), columns));
        }
    }

    private readonly void AddBias(int first, int end)
    {
        for (int row = 0; row < RowCount && Weights.Bias is not null; row++)
        {
            var to = new Span<float>(Output + ((nint)row * Weights.Columns) + first, end - first);
            TensorPrimitives.Add(to, new ReadOnlySpan<float>(Weights.Bias + first, to.Length), to);
        }
    }
}
