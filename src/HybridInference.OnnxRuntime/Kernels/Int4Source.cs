namespace HybridInference.OnnxRuntime;

/// <summary>How the weights of a tile lie in memory, known to the compiler.</summary>
internal interface IInt4Source
{
    /// <summary>Gets whether a byte holds two weights.</summary>
    static abstract bool IsPacked { get; }
}
/// <summary>Weights as <see cref="Int4Weights"/> has them.</summary>
internal readonly struct PackedInt4 : IInt4Source
{
    public static bool IsPacked => true;
}

/// <summary>Weights as <see cref="Int4Unpacked"/> has them.</summary>
internal readonly struct UnpackedInt4 : IInt4Source
{
    public static bool IsPacked => false;
}
