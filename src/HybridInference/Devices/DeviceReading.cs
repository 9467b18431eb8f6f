namespace HybridInference;

/// <summary>One reading of the device: a value, or <see langword="null"/> where it cannot be had, and where it comes from.</summary>
/// <param name="Value">The value; <see langword="null"/> when it is not known.</param>
/// <param name="Source">What was read, such as <c>/proc/meminfo</c>, or why nothing is known. Never holds anything private.</param>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct DeviceReading<T>(T? Value, string Source)
    where T : struct
{
    internal static DeviceReading<T> Unknown(string why) => new(null, why);
}
