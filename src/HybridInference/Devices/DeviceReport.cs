namespace HybridInference;

/// <summary>What is known of this machine, each reading with its source.</summary>
/// <remarks>Immutable. A reading that the operating system does not give is unknown, never a guess.</remarks>
public sealed record DeviceReport
{
    /// <summary>Gets the processors that the process may use, affinity and container limits counted.</summary>
    public required DeviceReading<int> Processors { get; init; }

    /// <summary>Gets the instruction sets that matter to inference.</summary>
    public required DeviceReading<InstructionSets> InstructionSets { get; init; }

    /// <summary>Gets the memory that the process may have at most, in bytes, container limits counted.</summary>
    public required DeviceReading<long> TotalMemory { get; init; }

    /// <summary>Gets the memory that the process can still take, in bytes, container limits counted.</summary>
    public required DeviceReading<long> AvailableMemory { get; init; }

    /// <summary>Gets how fast memory is read with all processors, in bytes per second. Measured once in a process.</summary>
    public required DeviceReading<double> MemoryBandwidth { get; init; }

    /// <summary>Gets whether the device runs on battery.</summary>
    public required DeviceReading<bool> OnBattery { get; init; }

    /// <summary>Gets the charge of the batteries, from 0 to 1.</summary>
    public required DeviceReading<double> BatteryCharge { get; init; }

    /// <summary>Gets whether heat slows the processors down at the moment.</summary>
    public required DeviceReading<bool> Throttled { get; init; }

    /// <summary>Gets whether the network costs by volume.</summary>
    public required DeviceReading<bool> NetworkMetered { get; init; }

    /// <summary>Gets the devices that an inference library can use.</summary>
    /// <value>Empty unless the library was asked: the core package has none.</value>
    public IReadOnlyList<DeviceAccelerator> Accelerators { get; init; } = [];

    /// <summary>Gets how long the probe took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
