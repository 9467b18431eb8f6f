using System.CommandLine;
using System.Text.Json;
using HybridInference.Sqlite;

namespace HybridInference.Tool.Tests;

public sealed class ReportCommandTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hybrid-report");

    private string Ledger => Path.Combine(_folder.FullName, "usage.db");

    public async ValueTask InitializeAsync()
    {
        using var ledger = new SqliteUsageLedger(Ledger);
        await ledger.RecordAsync(Record(Start, "acme", TargetLocation.Remote) with { Model = "gpt-test", Cost = 1_500_000, Reasons = ["large_prompt", "failover"] });
        await ledger.RecordAsync(Record(Start.AddDays(1), "glo,\"bex", TargetLocation.Local) with { Cost = 0, Saved = 250_000, Reasons = ["small_prompt"] });
        await ledger.RecordAsync(Record(Start.AddDays(1), "acme", TargetLocation.Remote) with { Cost = 1, IsEstimated = true });
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    [Fact]
    public async Task Report_Table_ShowsSpentAndSavedPerDayTenantModelAndReason()
    {
        (int code, string output, _) = await RunAsync(Ledger);

        Assert.Equal(0, code);
        Assert.All(
            ["2026-06-15", "2026-06-16", "acme", "gpt-test", "large_prompt", "failover", "small_prompt", "1.500001", "0.25"],
            text => Assert.Contains(text, output));
    }

    [Fact]
    public async Task Report_Json_SumsByDay()
    {
        using JsonDocument json = JsonDocument.Parse((await RunAsync(Ledger, "--by", "day", "--json")).Output);

        JsonElement[] days = [.. json.RootElement.EnumerateArray()];
        Assert.Equal(["2026-06-15", "2026-06-16"], days.Select(day => day.GetProperty("key").GetString()!));
        Assert.Equal((2, 1, 0.000001m, 0.25m, 20), (
            days[1].GetProperty("attempts").GetInt32(),
            days[1].GetProperty("estimated").GetInt32(),
            days[1].GetProperty("spent").GetDecimal(),
            days[1].GetProperty("saved").GetDecimal(),
            days[1].GetProperty("inputTokens").GetInt32()));
    }

    [Fact]
    public async Task Report_Csv_QuotesWhatNeedsIt()
    {
        string[] lines = (await RunAsync(Ledger, "--by", "tenant", "--csv")).Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("tenant,acme,USD,2,1,0,20,10,1.500001,0", lines[1]);
        Assert.StartsWith("tenant,\"glo,\"\"bex\",USD,1,0,0,", lines[2]);
    }

    [Fact]
    public async Task Report_Span_LeavesOtherDaysOut()
    {
        string output = (await RunAsync(Ledger, "--by", "day", "--csv", "--from", "2026-06-16", "--to", "2026-06-17")).Output;

        Assert.DoesNotContain("2026-06-15", output);
        Assert.Contains("2026-06-16", output);
    }

    [Fact]
    public async Task Report_Chart_IsAPngFile()
    {
        string chart = Path.Combine(_folder.FullName, "spend.png");

        await RunAsync(Ledger, "--chart", chart);

        byte[] bytes = File.ReadAllBytes(chart);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.True(bytes.Length > 2000);
    }

    [Fact]
    public async Task Report_NothingInTheSpan_SaysSoAndDrawsAnEmptyChart()
    {
        string chart = Path.Combine(_folder.FullName, "empty.png");

        (int code, string output, _) = await RunAsync(Ledger, "--from", "2027-01-01", "--chart", chart);

        Assert.Equal(0, code);
        Assert.Contains("No attempts", output);
        Assert.True(File.Exists(chart));
    }

    [Theory]
    [InlineData("--by", "mood")]
    [InlineData("--from", "yesterday")]
    public async Task Report_BadArgument_SaysSo(string option, string value)
    {
        (int code, _, string error) = await RunAsync(Ledger, option, value);

        Assert.NotEqual(0, code);
        Assert.Contains(value, error);
    }

    [Fact]
    public async Task Report_FileIsMissingOrNotALedger_SaysSo()
    {
        string text = Path.Combine(_folder.FullName, "text.db");
        File.WriteAllText(text, "This is not a database, but text that is long enough to be taken for one.");

        Assert.Equal(2, (await RunAsync(Ledger + ".missing")).Code);
        Assert.False(File.Exists(Ledger + ".missing"));
        Assert.Equal(2, (await RunAsync(text)).Code);
    }

    private static UsageRecord Record(DateTimeOffset at, string tenant, TargetLocation location) =>
        new(Guid.NewGuid(), at, tenant, location.ToString(), location, AttemptOutcome.Completed) { Usage = new(10, 5) };

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await ScanCommand.CreateRoot().Parse(["report", .. args])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
