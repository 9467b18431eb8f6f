using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Reads the memory of a Mac: what is free, or holds only what can be read again, is available.</summary>
internal static partial class MacMemory
{
    private const int VmInfo64 = 4;

    /// <summary>The size of vm_statistics64 in 32-bit words, and where in it the counts of pages are.</summary>
    private const int VmInfo64Words = 38;

    private const int FreeWord = 0;
    private const int InactiveWord = 2;
    private const int PurgeableWord = 22;

    public static MemoryReading Read() => new(
        new(MacSystemControl.Read("hw.memsize"), "hw.memsize"),
        new(ReadAvailable(), nameof(host_statistics64)));

    private static long? ReadAvailable()
    {
        Span<uint> words = stackalloc uint[VmInfo64Words];
        uint count = VmInfo64Words;
        return host_statistics64(mach_host_self(), VmInfo64, ref MemoryMarshal.GetReference(words), ref count) == 0
            ? ((long)words[FreeWord] + words[InactiveWord] + words[PurgeableWord]) * Environment.SystemPageSize
            : null;
    }

    [LibraryImport("libSystem")]
    private static partial uint mach_host_self();

    [LibraryImport("libSystem")]
    private static partial int host_statistics64(uint host, int flavor, ref uint info, ref uint count);
}
