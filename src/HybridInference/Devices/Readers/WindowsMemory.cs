using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Reads the memory of a Windows machine.</summary>
internal static partial class WindowsMemory
{
    public static MemoryReading Read()
    {
        var status = new MemoryStatus { Length = (uint)Marshal.SizeOf<MemoryStatus>() };
        return GlobalMemoryStatusEx(ref status)
            ? new(new((long)status.TotalPhysical, nameof(GlobalMemoryStatusEx)), new((long)status.AvailablePhysical, nameof(GlobalMemoryStatusEx)))
            : MemoryReading.Unknown($"{nameof(GlobalMemoryStatusEx)} failed");
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    /// <summary>MEMORYSTATUSEX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryStatus
    {
        public uint Length;
        public uint Load;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }
}
