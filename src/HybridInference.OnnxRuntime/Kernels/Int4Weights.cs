namespace HybridInference.OnnxRuntime;

/// <summary>A matrix of 4-bit weights, in the order in which kernels read it: panel after panel of 32 columns, of which each is a row of blocks of 32 weights.</summary>
/// <remarks>
/// A byte holds two weights, the first in its lower half. Of a block of a panel come first four bytes of each column, then the next four, and so on.
/// What a weight stands for is (number - zero point) * scale. Where the last panel has fewer columns, zeros fill it up. <see cref="Int4PanelsPass"/> puts the
/// weights of ONNX Runtime's <c>MatMulNBits</c> into this order.
/// </remarks>
internal unsafe struct Int4Weights
{
    /// <summary>The columns of a panel.</summary>
    public const int PanelColumns = 32;

    /// <summary>The weights of a column that have a scale together.</summary>
    public const int BlockSize = 32;

    /// <summary>The bytes of a block of a column that lie side by side.</summary>
    public const int StepBytes = 4;

    /// <summary>The steps of a block.</summary>
    public const int Steps = BlockSize / 2 / StepBytes;

    /// <summary>The bytes of a block of all columns of a panel.</summary>
    public const int BlockBytes = PanelColumns * Steps * StepBytes;

    /// <summary>The zero point of weights that have none of their own.</summary>
    public const int ZeroPoint = 8;

    public int Columns;

    /// <summary>The blocks of a column.</summary>
    public int Blocks;

    public byte* Values;

    /// <summary>The scales of a block, a number for each column of a panel.</summary>
    public float* Scales;

    /// <summary>The zero points of two blocks, a byte for each column of a panel, the first in its lower half. Null where all are <see cref="ZeroPoint"/>.</summary>
    public byte* ZeroPoints;

    /// <summary>What is added to each column of a product, or null.</summary>
    public float* Bias;

    public readonly int Panels => PanelsOf(Columns);

    /// <summary>Gets the blocks that a column of a length has.</summary>
    public static int BlocksOf(int length) => (length + BlockSize - 1) / BlockSize;

    /// <summary>Gets the panels that so many columns make.</summary>
    public static int PanelsOf(int columns) => (int)(((long)columns + PanelColumns - 1) / PanelColumns);

    public readonly byte* PanelAt(int panel) => Values + ((nint)panel * Blocks * BlockBytes);

    public readonly float* ScalesAt(int panel, int block = 0) => Scales + ((((nint)panel * Blocks) + block) * PanelColumns);

    /// <summary>Gets the zero points of a block with an even number and the next one.</summary>
    public readonly byte* ZeroPointsAt(int panel, int block) => ZeroPoints + ((((nint)panel * ZeroPointPairs(Blocks)) + (block / 2)) * PanelColumns);

    /// <summary>Gets the bytes of zero points that a column of so many blocks has.</summary>
    public static int ZeroPointPairs(int blocks) => (blocks + 1) / 2;
}
