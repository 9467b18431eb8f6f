namespace HybridInference.Tests.Devices;

public sealed class LinuxNetworkManagerTests
{
    [Theory]
    [InlineData(1u, true)]
    [InlineData(3u, true)]
    [InlineData(2u, false)]
    [InlineData(4u, false)]
    [InlineData(0u, null)]
    public void Read_NetworkManagerRuns_GivesItsAnswer(uint metered, bool? expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has this bus.");
        using MessageBus bus = MessageBus.StartOrSkip();
        using var manager = new FakeNetworkManager(bus.Address, metered);

        DeviceReading<bool> reading = LinuxNetworkManager.Read(bus.Address);

        Assert.Equal(expected, reading.Value);
        Assert.Contains(LinuxNetworkManager.Source, reading.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NetworkManagerDoesNotAnswer_IsUnknownInTime()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has this bus.");
        using MessageBus bus = MessageBus.StartOrSkip();
        using var manager = new FakeNetworkManager(bus.Address, metered: null);

        DeviceReading<bool> reading = LinuxNetworkManager.Read(bus.Address);

        Assert.Equal(DeviceReading<bool>.Unknown("NetworkManager did not answer"), reading);
    }

    [Fact]
    public void Read_NoNetworkManager_IsUnknown()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has this bus.");
        using MessageBus bus = MessageBus.StartOrSkip();

        Assert.Equal(DeviceReading<bool>.Unknown("NetworkManager does not run"), LinuxNetworkManager.Read(bus.Address));
    }

    [Fact]
    public void Read_NoBus_IsUnknown()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has this bus.");

        DeviceReading<bool> reading = LinuxNetworkManager.Read("unix:path=/none/of/this");

        Assert.Equal(DeviceReading<bool>.Unknown("the system's message bus cannot be reached"), reading);
    }
}
