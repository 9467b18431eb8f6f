namespace HybridInference;

/// <summary>Whether the device runs on battery, and how full the batteries are, from 0 to 1.</summary>
internal readonly record struct PowerReading(DeviceReading<bool> OnBattery, DeviceReading<double> Charge)
{
    public static PowerReading Unknown(string why) => new(DeviceReading<bool>.Unknown(why), DeviceReading<double>.Unknown(why));
}
