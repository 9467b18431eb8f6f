using System.Text.Json;
using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.Samples.QuickStart;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests;

public sealed class QuickStartTests
{
    private static readonly string[] Properties =
        ["prompt", "target", "reasons", "text", "inputTokens", "outputTokens", "millisToFirstToken", "tokensPerSecond"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prompts_PrivateOne_NeverReachesTheSocketOfTheRemoteSide()
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        await using ServiceProvider services = HybridServices.Build(RemoteSide.Configure(server));
        IChatClient client = services.GetRequiredService<IChatClient>();

        foreach (DemoPrompt prompt in DemoPrompt.All)
        {
            PromptResult result = await PromptResult.MeasureAsync(client, prompt, _ => { }, Token);
            Assert.Equal(result.Target == "remote", server.HasReceived(prompt.Text));
        }

        DemoPrompt secret = DemoPrompt.All.Single(prompt => prompt.Text.Contains('@'));
        Assert.All(secret.Text.Split((char[])['.', ',', '\n'], StringSplitOptions.RemoveEmptyEntries), part => Assert.False(server.HasReceived(part)));
        Assert.NotEmpty(server.ReceivedBytes);
    }

    [Fact]
    public async Task Prompts_PrivateOne_WouldRunRemotelyIfItWereNotPrivate()
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        await using ServiceProvider services = HybridServices.Build(RemoteSide.Configure(server));
        HybridChatClient client = services.GetRequiredService<IChatClient>().GetService<HybridChatClient>()!;
        DemoPrompt secret = DemoPrompt.All.Single(prompt => prompt.Text.Contains('@'));

        RoutingDecision asItIs = await client.ExplainAsync([secret.ToMessage()], cancellationToken: Token);
        RoutingDecision without = await client.ExplainAsync([new(ChatRole.User, secret.Text.Replace('@', ' '))], cancellationToken: Token);

        Assert.Equal("local", asItIs.Target);
        Assert.Equal("remote", without.Target);
    }

    [Fact]
    public async Task Json_Run_PrintsOneObjectPerPromptOnBothTargets()
    {
        (int exitCode, string output, string error) = await RunAsync("--json");

        Assert.True(exitCode == 0, error);
        JsonElement[] results = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(DemoPrompt.All.Length, results.Length);
        Assert.Equal(["local", "local", "local", "remote", "local", "remote", "local"], results.Select(result => result.GetProperty("target").GetString()));
        Assert.All(results, result =>
        {
            Assert.Equal(Properties, result.EnumerateObject().Select(property => property.Name));
            Assert.NotEqual(0, result.GetProperty("reasons").GetArrayLength());
            Assert.NotEmpty(result.GetProperty("text").GetString()!);
            Assert.True(result.GetProperty("inputTokens").GetInt64() > 0);
            Assert.True(result.GetProperty("outputTokens").GetInt64() > 0);
            Assert.True(result.GetProperty("millisToFirstToken").GetDouble() > 0);
            Assert.True(result.GetProperty("tokensPerSecond").GetDouble() > 0);
        });
    }

    [Fact]
    public async Task Console_Run_LabelsTheSimulation()
    {
        (int exitCode, string output, string error) = await RunAsync();

        Assert.True(exitCode == 0, error);
        Assert.Contains("remote (simulated) because large_prompt", output);
        Assert.Contains("local because pii_detected", output);
    }

    [Fact]
    public async Task Arguments_Unknown_AreRefused()
    {
        (int exitCode, _, string error) = await RunAsync("--nonsense");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("--nonsense", error);
    }

    private static Task<ChildProcess> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"), .. arguments]);
}
