using HybridInference.LoopbackServer;

namespace EndToEnd.Tests;

public sealed class SampleTests
{
    [Fact]
    public async Task Privacy_Run_ShowsWhatWasSentAndWhatWasNot()
    {
        (int exitCode, string output, string error) = await RunAsync("Privacy.dll");

        Assert.True(exitCode == 0, error);
        string[] sent = Values(output, "was sent");
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

    [Fact]
    public async Task MeaiRouting_Run_PoliciesChooseOutsideAndMeaningInside()
    {
        (int exitCode, string output, string error) = await RunAsync("MeaiRouting.dll");

        Assert.True(exitCode == 0, error);
        Assert.Equal(
            [
                "local because small_prompt", "remote because large_prompt", "local because pii_detected",
                "remote because large_prompt", "remote because large_prompt", "local because pii_detected",
            ],
            Values(output, "ran on"));
        string[] answers = Values(output, "answer");
        Assert.StartsWith("The prose model", answers[1]);
        Assert.StartsWith("The code model", answers[3]);
        Assert.StartsWith("The prose model", answers[4]);
        Assert.Equal("nora.lind@example.org", answers[5]);
    }

    [Fact]
    public async Task SemanticKernel_Run_CallsFunctionsAndKeepsPrivatePromptsHere()
    {
        (int exitCode, string output, string error) = await RunAsync("SemanticKernel.dll");

        Assert.True(exitCode == 0, error);
        Assert.Equal(["temperature(Rome)", "temperature(Oslo)"], Values(output, "was called"));
        Assert.Equal(
            [
                "remote because capability_missing, open_tool_round", "local because small_prompt", "local because pii_detected, small_prompt",
                "nothing because local: capability_missing, remote: pii_detected",
            ],
            Values(output, "ran on"));
        Assert.Equal("Rome has 24 degrees and Oslo 9.", Values(output, "answer")[0]);
        Assert.Equal("nora.lind@example.org", Values(output, "answer")[2]);
    }

    [Theory]
    [InlineData("http_proxy")]
    [InlineData("all_proxy")]
    public async Task SemanticKernel_RunWithAProxyInTheEnvironment_SendsItNothing(string variable)
    {
        await using LoopbackOpenAIServer proxy = await LoopbackOpenAIServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string?> { [variable] = proxy.Endpoint.GetLeftPart(UriPartial.Authority) };

        (int exitCode, string output, string error) = await RunAsync("SemanticKernel.dll", environment);

        Assert.True(exitCode == 0, error);
        Assert.StartsWith("remote because", Values(output, "ran on")[0]);
        Assert.Equal(0, proxy.ConnectionCount);
    }

    private static string[] Values(string output, string name) =>
        [.. Lines(output).Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line[name.Length..].Trim())];

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.TrimEntries);

    private static Task<ChildProcess> RunAsync(string program, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments]);

    private static Task<ChildProcess> RunAsync(string program, IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, program)], environment);
}
