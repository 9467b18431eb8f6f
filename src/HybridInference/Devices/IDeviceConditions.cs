namespace HybridInference;

/// <summary>Tells of conditions under which this device should do no work that could be spared.</summary>
/// <remarks>Implementations are thread-safe and answer at once. <see langword="null"/> stands for unknown, which forbids nothing.</remarks>
public interface IDeviceConditions
{
    /// <summary>Gets whether the device runs on a battery.</summary>
    bool? IsOnBattery { get; }

    /// <summary>Gets whether the network costs by volume, such as a mobile one.</summary>
    bool? IsNetworkMetered { get; }
}
