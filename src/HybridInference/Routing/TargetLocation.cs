namespace HybridInference;

/// <summary>Where a target runs, seen from the application's process.</summary>
public enum TargetLocation
{
    /// <summary>On this device. What is sent to it does not leave the machine.</summary>
    Local,

    /// <summary>Anywhere else. What is sent to it has left the machine.</summary>
    Remote,
}
