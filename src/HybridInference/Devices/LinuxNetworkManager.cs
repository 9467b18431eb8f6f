using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>
/// Asks NetworkManager on a Linux machine whether the network costs by volume, over the system's message bus (sd-bus(3); the property Metered in
/// NetworkManager's D-Bus reference). Without NetworkManager nothing is told, and it is not started.
/// </summary>
internal static partial class LinuxNetworkManager
{
    public const string Source = "NetworkManager";

    private const string Library = "libsystemd.so.0";
    private const string Service = "org.freedesktop.NetworkManager";
    private const ulong TimeoutMicroseconds = 200_000;

    /// <param name="address">The address of the bus, so that tests can run one; <see langword="null"/> for the system's.</param>
    /// <exception cref="DllNotFoundException">The library of the bus is not installed.</exception>
    public static DeviceReading<bool> Read(string? address = null)
    {
        if (sd_bus_new(out nint bus) < 0)
        {
            return DeviceReading<bool>.Unknown("no memory for a connection to the system's message bus");
        }

        try
        {
            return Connect(bus, address)
                ? Judge(bus)
                : DeviceReading<bool>.Unknown("the system's message bus cannot be reached");
        }
        finally
        {
            _ = sd_bus_close_unref(bus);
        }
    }

    private static bool Connect(nint bus, string? address) =>
        sd_bus_set_address(bus, address ?? SystemAddress) >= 0 && sd_bus_set_bus_client(bus, 1) >= 0
        && sd_bus_set_method_call_timeout(bus, TimeoutMicroseconds) >= 0 && sd_bus_start(bus) >= 0;

    private static string SystemAddress => Environment.GetEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS") ?? "unix:path=/run/dbus/system_bus_socket";

    /// <summary>NMMetered: 0 unknown, 1 yes, 2 no, 3 guessed yes, 4 guessed no.</summary>
    private static DeviceReading<bool> Judge(nint bus)
    {
        // Only a service that runs is asked, as asking starts one that does not.
        if (sd_bus_get_name_creds(bus, Service, 0, 0) < 0)
        {
            return DeviceReading<bool>.Unknown($"{Source} does not run");
        }

        int result = sd_bus_get_property_trivial(bus, Service, "/org/freedesktop/NetworkManager", Service, "Metered", 0, (byte)'u', out uint metered);
        return result < 0 ? DeviceReading<bool>.Unknown($"{Source} did not answer") : metered switch
        {
            1 or 3 => new(true, Source),
            2 or 4 => new(false, Source),
            _ => DeviceReading<bool>.Unknown($"{Source} does not know"),
        };
    }

    [LibraryImport(Library)]
    private static partial int sd_bus_new(out nint bus);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sd_bus_set_address(nint bus, string address);

    [LibraryImport(Library)]
    private static partial int sd_bus_set_bus_client(nint bus, int isClient);

    [LibraryImport(Library)]
    private static partial int sd_bus_set_method_call_timeout(nint bus, ulong microseconds);

    [LibraryImport(Library)]
    private static partial int sd_bus_start(nint bus);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sd_bus_get_name_creds(nint bus, string name, ulong mask, nint credentials);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sd_bus_get_property_trivial(
        nint bus, string destination, string path, string @interface, string member, nint error, byte type, out uint value);

    [LibraryImport(Library)]
    private static partial nint sd_bus_close_unref(nint bus);
}
