using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HybridInference;

/// <summary>Asks Windows what its connection to the internet costs (INetworkCostManager::GetCost, netlistmgr.h).</summary>
internal static unsafe partial class WindowsNetworkCost
{
    public const string Source = "Network List Manager";

    private const uint EveryContext = 23;
    private const uint Unknown = 0;

    /// <summary>NLM_CONNECTION_COST: fixed, variable, over the limit, roaming.</summary>
    private const uint Metered = 0x2 | 0x4 | 0x10000 | 0x40000;

    /// <summary>Where the two methods stand in the interface, after QueryInterface and AddRef.</summary>
    private const int Release = 2;
    private const int GetCost = 3;

    private static readonly Guid NetworkListManager = new("DCB00C01-570F-4A9B-8D69-199FDBA5723B");
    private static readonly Guid NetworkCostManager = new("DCB00008-570F-4A9B-8D69-199FDBA5723B");

    [SupportedOSPlatform("windows")]
    public static DeviceReading<bool> Read()
    {
        if (CoCreateInstance(NetworkListManager, 0, EveryContext, NetworkCostManager, out void*** manager) < 0)
        {
            return DeviceReading<bool>.Unknown($"no {Source}");
        }

        try
        {
            uint cost;
            int result = ((delegate* unmanaged[Stdcall]<void*, uint*, void*, int>)(*manager)[GetCost])(manager, &cost, null);
            return result < 0 || cost == Unknown ? DeviceReading<bool>.Unknown($"{Source} does not know") : new((cost & Metered) != 0, Source);
        }
        finally
        {
            _ = ((delegate* unmanaged[Stdcall]<void*, uint>)(*manager)[Release])(manager);
        }
    }

    [LibraryImport("ole32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoCreateInstance(in Guid type, nint outer, uint context, in Guid @interface, out void*** instance);
}
