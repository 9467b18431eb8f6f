using System.Diagnostics;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>ONNX Runtime writes a device id below the home folder, unless telemetry is off before its first use.</summary>
public sealed class OrtTelemetryTests
{
    private const string ChildFolder = "HYBRID_TELEMETRY_TEST_FOLDER";

    [Fact]
    public async Task Request_InAFreshHome_LeavesNoFileThere()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hi"));
        string home = Directory.CreateTempSubdirectory("hybrid-home-").FullName;
        try
        {
            string output = await RunChildAsync(folder.Path, home);

            Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(home));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>What the child process runs.</summary>
    [Fact(Explicit = true)]
    public async Task Child_AsksTheModel()
    {
        string folder = Environment.GetEnvironmentVariable(ChildFolder)!;
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder, IntraOpThreads = 1 });
        Assert.Equal("Hi", (await client.AskAsync(streaming: false)).Text);
    }

    private static async Task<string> RunChildAsync(string folder, string home)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(OrtTelemetryTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null)!)
        {
            ArgumentList = { "-method", $"{typeof(OrtTelemetryTests).FullName}.{nameof(Child_AsksTheModel)}", "-explicit", "only", "-noColor" },
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("ORT_DISABLE_TELEMETRY");
        start.Environment[ChildFolder] = folder;
        foreach (string variable in (string[])["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"])
        {
            start.Environment[variable] = home;
        }

        // Diagnostics of .NET itself put a socket into TMPDIR.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
