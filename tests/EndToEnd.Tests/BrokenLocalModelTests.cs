using HybridInference;
using HybridInference.LocalModels;
using HybridInference.LoopbackServer;
using HybridInference.OnnxRuntime;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests;

/// <summary>A local model that cannot be loaded costs the requests that need it, and nothing else.</summary>
public sealed class BrokenLocalModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ModelIsMissing_RunsRemotelyUnlessItIsPrivate(bool streaming)
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        await using ServiceProvider services = Build(server, Path.Combine(AppContext.BaseDirectory, "no-such-model"));
        IChatClient client = services.GetRequiredService<IChatClient>();

        ChatResponse response = await client.SendAsync(streaming, "Hello there", cancellationToken: Token);

        Assert.Equal("remote", response.GetRoutingDecision()!.Target);
        Assert.Equal(FailureKind.LocalFatal, response.GetRoutingDecision()!.Attempts[0].Failure);
        string secret = string.Join('@', "someone", "mail.test.org");
        var thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => client.SendAsync(streaming, secret, cancellationToken: Token));
        Assert.Contains("no-such-model", Assert.IsType<ModelLoadException>(thrown.InnerException).Message);
        Assert.Equal(FailureKind.LocalFatal, thrown.LocalFailure);
        Assert.False(server.HasReceived(secret));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_GraphIsTruncated_ProcessAndRemoteSideGoOn(bool streaming)
    {
        string folder = Directory.CreateTempSubdirectory("hybrid-truncated-").FullName;
        try
        {
            CopyTruncated(DemoModel.Folder, folder);
            await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
            await using ServiceProvider services = Build(server, folder);
            IChatClient client = services.GetRequiredService<IChatClient>();

            for (int i = 0; i < 3; i++)
            {
                ChatResponse response = await client.SendAsync(streaming, "Hello there", cancellationToken: Token);
                Assert.Equal("remote", response.GetRoutingDecision()!.Target);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_RemoteSideIsDown_RunsOnTheDevice(bool streaming)
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        server.Respond = _ => LoopbackReply.Error(503);
        await using ServiceProvider services = Build(server, DemoModel.Folder);
        IChatClient client = services.GetRequiredService<IChatClient>();
        ChatOptions options = new ChatOptions { MaxOutputTokens = 8 }.RouteTo(RoutingChoice.PreferRemote);

        ChatResponse response = await client.SendAsync(streaming, "Hello there", options, Token);

        Assert.Equal("local", response.GetRoutingDecision()!.Target);
        Assert.Equal(1, server.RequestCount);
        Assert.NotEmpty(response.Text);
    }

    private static ServiceProvider Build(LoopbackOpenAIServer server, string modelPath)
    {
        var services = new ServiceCollection();
        services.AddOnnxChatClient("local", options => options.ModelPath = modelPath);
        services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("test", server.Endpoint));
        services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));
        return services.BuildServiceProvider();
    }

    private static void CopyTruncated(string source, string destination)
    {
        foreach (string file in Directory.EnumerateFiles(source))
        {
            byte[] content = File.ReadAllBytes(file);
            File.WriteAllBytes(Path.Combine(destination, Path.GetFileName(file)), file.EndsWith(".onnx") ? content[..(content.Length / 2)] : content);
        }
    }
}
