using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Reads the power supply of a Windows machine.</summary>
internal static partial class WindowsPower
{
    private const byte Unknown = 255;
    private const byte NoBattery = 128;

    public static PowerReading Read()
    {
        if (!GetSystemPowerStatus(out PowerStatus status))
        {
            return PowerReading.Unknown($"{nameof(GetSystemPowerStatus)} failed");
        }

        bool hasCharge = status.BatteryFlag is not (Unknown or NoBattery) && status.BatteryLifePercent != Unknown;
        return new(
            new(status.AcLine switch { 0 => true, 1 => false, _ => null }, nameof(GetSystemPowerStatus)),
            new(hasCharge ? status.BatteryLifePercent / 100.0 : null, nameof(GetSystemPowerStatus)));
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetSystemPowerStatus(out PowerStatus status);

    /// <summary>SYSTEM_POWER_STATUS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PowerStatus
    {
        public byte AcLine;
        public byte BatteryFlag;
        public byte BatteryLifePercent;
        public byte SystemStatusFlag;
        public uint BatteryLifeTime;
        public uint BatteryFullLifeTime;
    }
}
