using System.Runtime.InteropServices;

namespace HybridInference.Tests.Devices;

/// <summary>Stands on a message bus under NetworkManager's name, and answers what its property Metered is asked for.</summary>
internal sealed partial class FakeNetworkManager : IDisposable
{
    private const string Library = "libsystemd.so.0";
    private const ulong WaitMicroseconds = 20_000;

    private readonly Thread _thread;
    private readonly ManualResetEventSlim _isReady = new();
    private volatile bool _isStopping;

    /// <param name="address">The address of the bus.</param>
    /// <param name="metered">What it answers; <see langword="null"/> for nothing at all.</param>
    public FakeNetworkManager(string address, uint? metered)
    {
        _thread = new Thread(() => Serve(address, metered));
        _thread.Start();
        _isReady.Wait();
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _isReady.Dispose();
    }

    /// <summary>A connection belongs to one thread.</summary>
    private void Serve(string address, uint? metered)
    {
        _ = sd_bus_new(out nint bus);
        _ = sd_bus_set_address(bus, address);
        _ = sd_bus_set_bus_client(bus, 1);
        _ = sd_bus_start(bus);
        _ = sd_bus_request_name(bus, "org.freedesktop.NetworkManager", 0);
        _isReady.Set();
        while (!_isStopping)
        {
            if (sd_bus_process(bus, out nint message) == 0)
            {
                _ = sd_bus_wait(bus, WaitMicroseconds);
            }
            else if (message != 0)
            {
                Answer(bus, message, metered);
            }
        }

        _ = sd_bus_flush_close_unref(bus);
    }

    private static void Answer(nint bus, nint message, uint? metered)
    {
        if (metered is { } value && sd_bus_message_is_method_call(message, "org.freedesktop.DBus.Properties", "Get") > 0)
        {
            _ = sd_bus_message_new_method_return(message, out nint reply);
            _ = sd_bus_message_open_container(reply, (byte)'v', "u");
            _ = sd_bus_message_append_basic(reply, (byte)'u', value);
            _ = sd_bus_message_close_container(reply);
            _ = sd_bus_send(bus, reply, 0);
            _ = sd_bus_message_unref(reply);
        }

        _ = sd_bus_message_unref(message);
    }

    [LibraryImport(Library)]
    private static partial int sd_bus_new(out nint bus);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sd_bus_set_address(nint bus, string address);

    [LibraryImport(Library)]
    private static partial int sd_bus_set_bus_client(nint bus, int isClient);

    [LibraryImport(Library)]
    private static partial int sd_bus_start(nint bus);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sd_bus_request_name(nint bus, string name, ulong flags);

    [LibraryImport(Library)]
    private static partial int sd_bus_process(nint bus, out nint message);

    [LibraryImport(Library)]
    private static partial int sd_bus_wait(nint bus, ulong microseconds);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sd_bus_message_is_method_call(nint message, string @interface, string member);

    [LibraryImport(Library)]
    private static partial int sd_bus_message_new_method_return(nint call, out nint reply);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sd_bus_message_open_container(nint message, byte type, string contents);

    [LibraryImport(Library)]
    private static partial int sd_bus_message_append_basic(nint message, byte type, in uint value);

    [LibraryImport(Library)]
    private static partial int sd_bus_message_close_container(nint message);

    [LibraryImport(Library)]
    private static partial int sd_bus_send(nint bus, nint message, nint cookie);

    [LibraryImport(Library)]
    private static partial nint sd_bus_message_unref(nint message);

    [LibraryImport(Library)]
    private static partial nint sd_bus_flush_close_unref(nint bus);
}
