namespace EndToEnd.Tests;

/// <summary>ONNX Runtime writes a device id below the home folder and uploads usage, unless telemetry is off before its first use.</summary>
public sealed class OnnxRuntimeTelemetryTests
{
    private static readonly string[] HomeVariables =
        ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"];

    [Fact]
    public async Task QuickStart_InAFreshHomeWithoutTheVariable_LeavesNoFileThere()
    {
        string home = Directory.CreateTempSubdirectory("hybrid-home-").FullName;
        try
        {
            Dictionary<string, string?> environment = HomeVariables.ToDictionary(name => name, _ => (string?)home);
            environment["ORT_DISABLE_TELEMETRY"] = null;
            environment["DOTNET_EnableDiagnostics"] = "0"; // .NET itself would put a socket into TMPDIR.

            ChildProcess run = await ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"), "--json"], environment);

            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Contains("\"target\":\"local\"", run.Output);
            Assert.Empty(Directory.GetFileSystemEntries(home));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
