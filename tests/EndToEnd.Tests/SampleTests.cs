namespace EndToEnd.Tests;

public sealed class SampleTests
{
    [Fact]
    public async Task Privacy_Run_ShowsWhatWasSentAndWhatWasNot()
    {
        (int exitCode, string output, string error) = await RunAsync("Privacy.dll");

        Assert.True(exitCode == 0, error);
        string[] sent = [.. Lines(output).Where(line => line.StartsWith("was sent", StringComparison.Ordinal)).Select(line => line["was sent".Length..].Trim())];
        Assert.Equal(6, sent.Length);
        Assert.Equal(["nothing", "nothing", "nothing"], [sent[1], sent[3], sent[5]]);
        Assert.Equal("Write a short invitation to [EMAIL_1], please.", sent[2]);
        Assert.Contains("You wrote: Write a short invitation to nora.lind@example.org, please.", output);
        Assert.Contains("sent before message 0, to remote", output);
    }

    [Fact]
    public async Task Budgets_RunTwiceOnOneFile_SpendsNoMoreThanTheLimit()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            (int exitCode, string first, string error) = await RunAsync("Budgets.dll", file);
            string second = (await RunAsync("Budgets.dll", file)).Output;

            Assert.True(exitCode == 0, error);
            Assert.Contains(Lines(first), line => line.Contains("busy") && line.Contains("remote"));
            Assert.Contains(Lines(first), line => line.Contains("busy") && line.Contains("budget_exhausted"));
            Assert.DoesNotContain(Lines(first), line => line.Contains("small") && line.Contains("budget_exhausted") && !line.Contains("busy"));
            Assert.True(Lines(second).Count(line => line.Contains("busy") && line.Contains("remote")) < 3, second);
        }
        finally
        {
            Array.ForEach(["", "-shm", "-wal"], suffix => File.Delete(file + suffix));
        }
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.TrimEntries);

    private static Task<ChildProcess> RunAsync(string program, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments]);
}
