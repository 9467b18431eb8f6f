using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HybridInference;

/// <summary>Reads the memory of a Windows machine: what is free of it, and of what the process may still reserve.</summary>
/// <remarks>Microsoft's documentation of <c>GlobalMemoryStatusEx</c> and <c>MEMORYSTATUSEX</c>.</remarks>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsMemory : IDeviceMemory
{
    public long? GetAvailableBytes()
    {
        var status = new MemoryStatus { Length = (uint)Marshal.SizeOf<MemoryStatus>() };
        return GlobalMemoryStatusEx(ref status) ? (long)Math.Min(status.AvailablePhysical, status.AvailablePageFile) : null;
    }

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryStatus
    {
        public uint Length;
        public uint MemoryLoad;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }
}
