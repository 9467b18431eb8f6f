namespace HybridInference.OnnxRuntime;

/// <summary>An operator of our own, as ONNX Runtime gets to know it: the callbacks, and behind them what they answer.</summary>
internal unsafe struct OperatorDefinition
{
    public OrtCustomOp Callbacks;

    /// <summary>The name, which ends with a zero.</summary>
    public byte* Name;

    public int InputCount;

    /// <summary>The inputs, from the first on, that cannot be left out.</summary>
    public int RequiredInputs;

    public int OutputCount;

    /// <summary>The outputs, from the first on, that cannot be left out.</summary>
    public int RequiredOutputs;

    /// <summary>The types of the inputs, four bits for each, as ONNX numbers them. All outputs are floats.</summary>
    public ulong InputTypes;
}
