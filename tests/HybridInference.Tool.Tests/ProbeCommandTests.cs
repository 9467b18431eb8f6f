using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace HybridInference.Tool.Tests;

public sealed class ProbeCommandTests : IDisposable
{
    private readonly ModelFolderCopy _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Probe_DemoModel_IsReadyAndMeasured()
    {
        (int code, JsonElement report) = await ProbeAsync("--json", _folder.Path);

        JsonElement model = Assert.Single(report.GetProperty("models").EnumerateArray());
        Assert.Equal(0, code);
        Assert.True(report.GetProperty("isUsable").GetBoolean());
        Assert.Equal("ready", model.GetProperty("state").GetString());
        Assert.InRange(model.GetProperty("requirements").GetProperty("weightBytes").GetInt64(), 1, 100 << 20);
        Assert.InRange(model.GetProperty("speed").GetProperty("tokensPerSecond").GetDouble(), 1, 1e6);
        Assert.Equal(Environment.ProcessorCount, report.GetProperty("device").GetProperty("processors").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Probe_NoRun_OnlyLooks()
    {
        (int code, JsonElement report) = await ProbeAsync("--json", "--no-run", _folder.Path);

        Assert.Equal(0, code);
        Assert.Equal("cached", Assert.Single(report.GetProperty("models").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Probe_NoFolder_TellsOfTheMachine()
    {
        (int code, string output) = await RunAsync("probe");

        Assert.Equal(0, code);
        Assert.Contains("memory bandwidth", output);
        Assert.Contains("CPUExecutionProvider", output);
    }

    [Fact]
    public async Task Probe_OneFolderTruncated_ReturnsOneAndNamesTheFile()
    {
        await File.WriteAllTextAsync(_folder.File("model.onnx"), "broken", TestContext.Current.CancellationToken);

        (int code, string output) = await RunAsync("probe", _folder.Path);

        Assert.Equal(ProbeCommand.NotUsable, code);
        Assert.Contains("Failed", output);
        Assert.Contains(_folder.File("model.onnx"), output);
    }

    [Fact]
    public async Task Probe_MissingFolder_ReturnsOne()
    {
        (int code, JsonElement report) = await ProbeAsync("--json", _folder.File("none"));

        Assert.Equal(ProbeCommand.NotUsable, code);
        Assert.Equal("notDownloaded", report.GetProperty("models")[0].GetProperty("state").GetString());
    }

    /// <summary>The model is larger than all the memory that the child process may have: it says so and lives on.</summary>
    [Fact]
    public async Task Probe_OutOfMemory_ReportsTheFailure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ulimit -v holds on Linux only.");
        _folder.GrowTo(8L << 30);
        string tool = Path.Combine(AppContext.BaseDirectory, "HybridInference.Tool.dll");
        const int LimitKibibytes = 4_000_000;
        var start = new ProcessStartInfo(
            "sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"ulimit -v {LimitKibibytes} && exec dotnet \"$0\" probe --json \"$1\""), tool, _folder.Path])
        {
            RedirectStandardOutput = true,
        };

        // Without a limit of its own, .NET reserves more addresses than there are.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        using JsonDocument report = JsonDocument.Parse(output);
        JsonElement model = report.RootElement.GetProperty("models")[0];
        Assert.Equal(ProbeCommand.NotUsable, process.ExitCode);
        Assert.Equal("failed", model.GetProperty("state").GetString());
        Assert.Equal(8L << 30, model.GetProperty("requirements").GetProperty("weightBytes").GetInt64());
        Assert.Contains("model.onnx", model.GetProperty("cause").GetString());
    }

    private static async Task<(int Code, JsonElement Report)> ProbeAsync(params string[] args)
    {
        (int code, string output) = await RunAsync(["probe", .. args]);
        return (code, JsonElement.Parse(output));
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        int code = await ScanCommand.CreateRoot().Parse(args).InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
