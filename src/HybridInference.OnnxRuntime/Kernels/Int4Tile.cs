namespace HybridInference.OnnxRuntime;

/// <summary>What a tile multiplies: up to four rows with a panel.</summary>
internal unsafe struct Int4Tile
{
    /// <summary>The most rows of a tile: so many results fit into registers.</summary>
    public const int MaxRows = 4;

    /// <summary>The weights of the panel.</summary>
    public byte* Weights;

    /// <summary>Their scales.</summary>
    public float* Scales;

    public QuantizedRows Rows;

    public int FirstRow;

    public int Blocks;

    /// <summary>The results of the first row; those of the others follow at a distance.</summary>
    public float* To;

    public nint Stride;

    /// <summary>Whether weights are to be fetched before they are needed.</summary>
    public bool Fetches;
}
