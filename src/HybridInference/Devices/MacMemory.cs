using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HybridInference;

/// <summary>Reads the memory of a Mac: pages that are free, and pages that were not used lately.</summary>
/// <remarks>The headers <c>mach/host_info.h</c> and <c>mach/vm_statistics.h</c>.</remarks>
[SupportedOSPlatform("macos")]
internal sealed partial class MacMemory : IDeviceMemory
{
    /// <summary><c>HOST_VM_INFO64</c>, and the size of <c>vm_statistics64</c> in 32-bit words.</summary>
    private const int HostVmInfo64 = 4;
    private const int HostVmInfo64Count = 38;

    /// <summary>Where <c>free_count</c> and <c>inactive_count</c> stand in it.</summary>
    private const int FreeCount = 0;
    private const int InactiveCount = 2;

    /// <summary>Asked for once: each call adds a reference to the port.</summary>
    private static readonly uint Host = MachHostSelf();

    public long? GetAvailableBytes()
    {
        Span<uint> statistics = stackalloc uint[HostVmInfo64Count];
        uint count = HostVmInfo64Count;
        return HostStatistics64(Host, HostVmInfo64, statistics, ref count) == 0
            ? ((long)statistics[FreeCount] + statistics[InactiveCount]) * Environment.SystemPageSize
            : null;
    }

    [LibraryImport("libSystem.dylib", EntryPoint = "mach_host_self")]
    private static partial uint MachHostSelf();

    [LibraryImport("libSystem.dylib", EntryPoint = "host_statistics64")]
    private static partial int HostStatistics64(uint host, int flavor, Span<uint> statistics, ref uint count);
}
