namespace HybridInference.OnnxRuntime;

/// <summary>One of <see cref="QuantizedRows"/>.</summary>
internal unsafe struct QuantizedRow
{
    public sbyte* Values;

    public float* Scales;

    public float* Offsets;
}
