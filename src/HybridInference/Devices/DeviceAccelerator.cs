namespace HybridInference;

/// <summary>A device that an inference library can run a model on.</summary>
/// <param name="Provider">The library's name of what runs there, such as <c>CPUExecutionProvider</c>.</param>
/// <param name="Kind">The kind of the device, such as <c>CPU</c>, <c>GPU</c> or <c>NPU</c>.</param>
/// <param name="Vendor">Who made the device; empty when the library does not say.</param>
public sealed record DeviceAccelerator(string Provider, string Kind, string Vendor);
