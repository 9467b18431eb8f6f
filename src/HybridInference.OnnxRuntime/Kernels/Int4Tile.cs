namespace HybridInference.OnnxRuntime;

/// <summary>What a tile multiplies: up to four rows with some blocks of a panel.</summary>
internal unsafe struct Int4Tile
{
    /// <summary>The most rows of a tile: so many results fit into registers.</summary>
    public const int MaxRows = 4;

    /// <summary>The weights of a panel's blocks, as they are stored or, see <see cref="Int4Unpacked"/>, a byte for each.</summary>
    public byte* Weights;

    /// <summary>The scales of those blocks.</summary>
    public float* Scales;

    public QuantizedRows Rows;

    public int FirstRow;

    public int FirstBlock;

    public int Blocks;

    /// <summary>The results of the first row; those of the others follow at a distance.</summary>
    public float* To;

    public nint Stride;

    /// <summary>Whether the tile adds to results that are there already.</summary>
    public bool Adds;
}
