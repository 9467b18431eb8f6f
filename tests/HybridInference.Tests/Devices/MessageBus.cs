using System.Diagnostics;

namespace HybridInference.Tests.Devices;

/// <summary>A real message bus in a process of its own, as a Linux system has one.</summary>
internal sealed class MessageBus : IDisposable
{
    private const string Program = "dbus-daemon";

    private readonly Process _process;

    private MessageBus(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    /// <summary>Starts a bus, or skips the test where there is none to start.</summary>
    public static MessageBus StartOrSkip()
    {
        bool isInstalled = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));
        Assert.SkipUnless(isInstalled, $"{Program} is not installed: apt-get install {Program}.");
        var start = new ProcessStartInfo(Program, ["--session", "--nofork", "--nosyslog", "--print-address=1"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        return new(process, process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Program} did not start."));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
