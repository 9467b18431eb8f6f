using System.CommandLine;
using System.Text.Json;

namespace HybridInference.Tool.Tests;

public sealed class BenchCommandTests : IDisposable
{
    private readonly ModelFolderCopy _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bench_DemoModel_GivesARowForEachLengthThatFits()
    {
        (int code, string output, _) = await RunAsync("bench", "--model", _folder.Path, "--rounds", "1", "--json");

        JsonElement[] rows = [.. JsonElement.Parse(output).EnumerateArray()];
        Assert.Equal(0, code);
        Assert.InRange(rows.Length, 2, 6);
        Assert.All(rows, row => Assert.InRange(row.GetProperty("promptTokensPerSecond").GetDouble(), 1, 1e7));
        Assert.All(rows, row => Assert.InRange(row.GetProperty("limitTokensPerSecond").GetDouble(), 1, 1e7));
        Assert.Equal(rows.Select(row => row.GetProperty("promptTokens").GetInt32()).Order(), rows.Select(row => row.GetProperty("promptTokens").GetInt32()));
    }

    [Fact]
    public async Task Bench_Table_HasTheLimitBeside()
    {
        (int code, string output, _) = await RunAsync("bench", "--model", _folder.Path, "--rounds", "1");

        Assert.Equal(0, code);
        Assert.Contains("Prompt tokens/s", output);
    }

    [Fact]
    public async Task Bench_MissingFolder_SaysSo()
    {
        (int code, _, string error) = await RunAsync("bench", "--model", _folder.File("none"));

        Assert.Equal(1, code);
        Assert.Contains(_folder.File("none"), error);
    }

    [Fact]
    public async Task Bench_NoRounds_IsRefused() => Assert.Equal(1, (await RunAsync("bench", "--model", _folder.Path, "--rounds", "0")).Code);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        int code = await ScanCommand.CreateRoot().Parse(args).InvokeAsync(configuration, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
