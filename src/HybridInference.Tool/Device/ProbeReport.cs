namespace HybridInference.Tool;

/// <summary>What is known of the machine and of each model folder.</summary>
/// <param name="Device">The machine.</param>
/// <param name="Models">The folders.</param>
internal sealed record ProbeReport(DeviceReport Device, IReadOnlyList<ProbedModel> Models)
{
    /// <summary>Gets whether local inference is usable: ONNX Runtime is there, and every folder that was given can be used.</summary>
    public bool IsUsable => Device.Accelerators.Count > 0 && Models.All(model => model.IsUsable);
}
