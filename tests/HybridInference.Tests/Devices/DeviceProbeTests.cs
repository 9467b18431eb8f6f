using System.Diagnostics;

namespace HybridInference.Tests.Devices;

public sealed class DeviceProbeTests
{
    /// <summary>The tests of this class measure: others must not run beside them.</summary>
    [Fact]
    public void Read_ThisMachine_GivesPlausibleReadingsWithSources()
    {
        DeviceReport report = DeviceProbe.Read();

        Assert.Equal(Environment.ProcessorCount, report.Processors.Value);
        Assert.InRange(report.TotalMemory.Value ?? 0, 1L << 28, 1L << 45);
        Assert.InRange(report.AvailableMemory.Value ?? 0, 1, report.TotalMemory.Value!.Value);
        Assert.InRange(report.MemoryBandwidth.Value ?? 0, 1e8, 1e13);
        Assert.All(
            [
                report.Processors.Source, report.InstructionSets.Source, report.TotalMemory.Source, report.AvailableMemory.Source, report.MemoryBandwidth.Source,
                report.OnBattery.Source, report.BatteryCharge.Source, report.Throttled.Source, report.NetworkMetered.Source,
            ],
            source => Assert.False(string.IsNullOrWhiteSpace(source)));
    }

    [Fact]
    public void Read_InstructionSets_AgreeWithDotNet()
    {
        InstructionSets sets = DeviceProbe.Read().InstructionSets.Value ?? InstructionSets.None;

        Assert.Equal(System.Runtime.Intrinsics.X86.Avx2.IsSupported, sets.HasFlag(InstructionSets.Avx2));
        Assert.Equal(System.Runtime.Intrinsics.X86.Avx512F.IsSupported, sets.HasFlag(InstructionSets.Avx512));
        Assert.Equal(System.Runtime.Intrinsics.Arm.Dp.IsSupported, sets.HasFlag(InstructionSets.ArmDotProduct));
    }

    [Fact]
    public void Measure_Repeated_GivesTheMemoryBack()
    {
        _ = MemoryBandwidth.Measure();
        long before = PrivateBytes();

        for (int i = 0; i < 5; i++)
        {
            _ = MemoryBandwidth.Measure();
        }

        Assert.InRange(PrivateBytes() - before, long.MinValue, 48L << 20);
    }

    private static long PrivateBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
